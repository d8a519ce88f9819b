// Whole, because only what is exported so can be added to by other packages.
export type * from './errors/error-code.js';
export {
  type ErrorReport,
  HareError,
  type Where,
  formatError,
  formatWhere,
  isHareError,
} from './errors/error.js';
export type { ErrorMeaning } from './errors/error-meaning.js';
export { codedError, fileWriteFailed } from './errors/system-error.js';
export { writeFileAtomic } from './files/atomic.js';
export { readInputFile, readSmallFileSync } from './files/input-file.js';
export { leftoversIn, leftoversOf, temporaryOf } from './files/leftover-files.js';
export { makeFolders, syncFolder } from './files/make-folders.js';
export {
  namesOf,
  removeBelow,
  removeEmptyFolders,
  removeFiles,
  removeTree,
} from './files/remove-paths.js';
export { maxInputBytes, maxInputMs, sizeText } from './files/size-limits.js';
export { utf8Pieces } from './files/utf8-pieces.js';
export {
  type TreeEntry,
  lstatIfThere,
  openEntry,
  realPathOf,
  walkTree,
} from './files/walk-tree.js';
export { HeldFolder } from './folder/held-folder.js';
export { isNodeError } from './folder/proc-descriptor.js';
export { openRegularFile } from './folder/open-regular-file.js';
export { defaultMaxBytes, readRegularFile } from './folder/regular-file.js';
export { removeTreeIn } from './folder/remove-tree.js';
export { type FileLock, acquireFileLock } from './lock/file-lock.js';
export { type Holder, readHolder, startOf } from './lock/holder.js';
export { inFolderOf, lockFileOf } from './lock/lock-file-of.js';
export { removeDeadLock } from './lock/remove-dead-lock.js';
export { abortableSleep } from './process/abortable-sleep.js';
export {
  findProgram,
  isExecutable,
  programPath,
  sayLeftOut,
  searchedFolders,
} from './process/find-program.js';
export { findVersion, versionOf } from './process/find-version.js';
export { type Given, once } from './process/once.js';
export { spareMemory } from './process/spare-memory.js';
export { isSecretName, lastName } from './secrets/is-secret-name.js';
export type { Range } from './secrets/mask-ranges.js';
export { mask, maskSecrets, maskText, maskUrl } from './secrets/mask-text.js';
export { connectionRanges } from './secrets/secret-ranges.js';
export { escapeData, escapeText } from './text/escape.js';
export { nearestHint, nearestNames } from './text/nearest-name.js';
export {
  consulAddressOf,
  consulUrlOf,
  consulUrlOfEnvironment,
  environmentConsul,
  isTrueInGo,
  kvOfEnvironment,
  parseConsulAuthority,
} from './url/consul-address.js';
export type { KvEntry } from './url/kv-entry.js';
export {
  type DocumentScheme,
  type Scheme,
  type StoreUrl,
  isConsulUrl,
  parseStoreUrl,
  storeUrlOf,
} from './url/store-url.js';
