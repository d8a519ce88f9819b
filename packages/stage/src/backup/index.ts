export { isClusterKey, isFamilyKey } from '@hare/apply';
export { damaged, looksLikeBackup, openSeal } from './archive-seal.js';
export { bufferSource, fileSource, type ArchiveSource } from './archive-source.js';
export { backupLimits } from './backup-limits.js';
export { formatKvEntries, parseKvEntries, savedKeys, type KvEntries } from './backup-kv.js';
export type {
  BackupCluster,
  BackupFile,
  BackupFolder,
  BackupKv,
  BackupManifest,
} from './backup-manifest.js';
export { isSettingsName, placeOf, savedStateFiles } from './backup-names.js';
export { backupFileIn, parseBackupTarget, readBackup, type BackupTarget } from './backup-target.js';
export type { FoundBackup } from './choose-backup.js';
export { collectBackup, whichCluster } from './collect-backup.js';
export { packBackup, type BackupContent } from './pack-backup.js';
export { belongs, thisMachine } from './same-cluster.js';
export { describeChanges, isSameContent } from './same-content.js';
export { hasLooseParts, writeStoredBackup } from './stored-backup.js';
export { openArchive, readMembers, unpackBackup, type OpenedArchive } from './unpack-backup.js';
export { verifyBackup, type VerifiedBackup } from './verify-backup.js';
export { tarEnd, tarHead, tarPadding } from './tar-head.js';
