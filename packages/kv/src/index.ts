export type {} from './error-codes.js';
export { applyConfiguration } from './apply/apply-configuration.js';
export type { ApplyTarget } from './apply/apply-target.js';
export type { ApplyReport } from './apply/apply-report.js';
export { configurationDigest } from './apply/digest.js';
export { renumberedDrives } from './apply/drive-fids.js';
export { openTarget } from './apply/open-target.js';
export { digestOfEntries } from './apply/plan-application.js';
export { readState, verify } from './apply/read-state.js';
export {
  configPathKey,
  isClusterKey,
  isConfigurationKey,
  isFamilyKey,
  lockKey,
  mkfsKey,
  recordKey,
  setupFolder,
  sslKey,
  testKeysFolder,
  turnFolder,
} from './keys/key-families.js';
export { ownedKeys } from './keys/owned-keys.js';
export { digestFile } from './mark/digest-file.js';
export { kvMark } from './mark/kv-mark.js';
export { type KvChoice, defaultKv, findKv, isNoKvThere } from './stage-kv/find-kv.js';
export {
  type FoundKv,
  type KvValue,
  type StageKv,
  openKv,
  openStageKv,
} from './stage-kv/stage-kv.js';
