export { mkfsKey, recordKey } from '@hare/apply';
export { leftoversIn, leftoversOf } from '@hare/confstore/atomic';
export { clusterDown, type ClusterDown } from './cluster-down.js';
export { confirmed, lossesOf, type Confirmation } from './confirmed.js';
export { listKeptCopies } from './kept-copies.js';
export { kvKeysRemoved, type KvRemoval } from './kv-keys-removed.js';
export { listLogFiles, listRemovableLogFiles } from './log-files.js';
export { logsRemoved } from './logs-removed.js';
export { openHctl, type HctlPlaces } from './open-hctl.js';
export { knownHosts } from './known-hosts.js';
export { machineNames } from './machine-names.js';
export { listOwnedConfigFiles, type OwnedConfigFiles } from './owned-config-files.js';
export { isOwnFolder } from './own-folder.js';
export { ownedKeys } from './owned-keys.js';
export {
  namesOf,
  removeBelow,
  removeEmptyFolders,
  removeFiles,
  removeTree,
} from './remove-paths.js';
export {
  openKv,
  openStageKv,
  type FoundKv,
  type KvChange,
  type KvContent,
  type KvValue,
  type StageKv,
} from './stage-kv.js';
export { firstOf, summarize } from './summarize.js';
export { isTestKey, testFolder } from './test-artifacts.js';
export { testArtifactsRemoved } from './test-artifacts-removed.js';
export { lstatIfThere, openEntry, walkTree, type TreeEntry } from './walk-tree.js';
export {
  refuseUnfinishedRestore,
  restoreFolder,
  restoreWork,
  unfinishedBackup,
} from './unfinished-restore.js';
