/**
 * Says that the configuration came from a backup that this machine did not make; config removes it.
 */
export const restoredMark = 'restored.json';

/**
 * Files of stateDir in which config, upgrade and restore remember for later stages what they did.
 */
export const configStateFiles: readonly string[] = [
  'config.json',
  'facts.json',
  'upgrade.json',
  'applied.json',
  'applied.confd.xc',
  'pending.json',
  'pending.confd.xc',
  'kv-kept.json',
  restoredMark,
];

/**
 * The file of stateDir in which config notes what it rested on and made, so that the next run need
 * not make it again. Cleanup removes it; no backup has it, as an archive may be made by anybody.
 */
export const receiptFile = 'receipt.json';

/**
 * Files of stateDir which say that the devices were formatted, and for which CDF. They outlive the
 * configuration.
 */
export const mkfsStateFiles: readonly string[] = ['mkfs.json', 'mkfs.cdf.yaml', 'mkfs.ended'];

/** The file of stateDir that says where the last backup of this machine is. */
export const backupRecord = 'backup.json';
