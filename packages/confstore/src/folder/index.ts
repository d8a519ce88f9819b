export { HeldFolder, type NewFile } from './held-folder.js';
export type { NewFolder } from './open-path.js';
export { isNodeError, type EntryName } from './proc-descriptor.js';
export {
  assertRegular,
  defaultMaxBytes,
  openRegularFile,
  readRegularFile,
  type ReadFileOptions,
  type RegularFileOptions,
} from './regular-file.js';
export { emptyFolder, removeTree } from './remove-tree.js';
export { walkFolder, type FolderEntry } from './walk-folder.js';
