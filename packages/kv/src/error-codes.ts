import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  APPLY_BUSY: {
    about: 'Another process is writing a configuration to the same KV; the message names it.',
    remedy: 'Wait until it ends, then run config again: ps -fp PID',
  },
  APPLY_CLUSTER_RUNS: {
    about:
      'The cluster is running with the configuration that would be replaced. Nothing was written.',
    remedy:
      'Stop the cluster, then run config with --replace: hctl shutdown; hare_setup config ' +
      '--replace',
  },
  APPLY_DIFFERENT: {
    about: 'The KV contains a different configuration, listed key by key. Nothing was replaced.',
    remedy:
      'Compare the lists; to apply the new configuration, stop the cluster first: ' +
      'hare_setup config --replace',
  },
  APPLY_RENUMBERS: {
    about:
      'Drives in use would get new fids, and Motr would look for their data on the wrong ' +
      'disks. Nothing was written.',
    remedy:
      'Restore the order of nodes and drives in the ConfStore and add new ones at the end ' +
      '(a new data drive still renumbers metadata devices), then check: hare_setup config ' +
      '--dry-run',
  },
  DRIVE_RENUMBERED: {
    about: 'One drive of APPLY_RENUMBERS: its path, its fid in the KV, and the fid it would get.',
    remedy:
      'Move it back to its old place in the drive list of its node, then check: hare_setup ' +
      'config --dry-run',
  },
  KEY_ADDED: {
    about: 'The configuration has a key that is not in the KV.',
    remedy: 'Follow the remedy of the error above it.',
  },
  KEY_CHANGED: {
    about: 'The KV has a different value for this key.',
    remedy: 'Follow the remedy of the error above it.',
  },
  KEY_REMOVED: {
    about: 'The KV has a key that was removed from the configuration.',
    remedy: 'Follow the remedy of the error above it.',
  },
  MORE: {
    about: 'The list of differences is shortened; the number says how many are not shown.',
    remedy:
      'Fix the listed ones first; to see all keys: confstore consul://127.0.0.1:8500/ get_keys',
  },
  APPLY_RECORD: {
    about:
      'The record of applied configurations in the KV (hare_setup/apply) is damaged or ' +
      'from a newer release.',
    remedy:
      'Install the newest release on all nodes, then check the record: consul kv get ' +
      'hare_setup/apply',
  },
  APPLY_TARGET: {
    about:
      'The KV in --kv, such as ini or dir, cannot store these keys or cannot change them ' +
      'all at once.',
    remedy: 'Use Consul or a JSON file: hare_setup config --kv consul://127.0.0.1:8500/',
  },
  APPLY_TOO_LARGE: {
    about:
      'One key is larger than the 512 KiB that a Consul transaction accepts, usually the ' +
      'profile of a cluster with very many pools.',
    remedy: 'Reduce the number of pools; to list them: hare-cdf show CDF',
  },
  // What Hare owns, and the KV
  KV_CHANGE_REFUSED: {
    about:
      'Consul refused to change keys, usually because another process changed them at the ' +
      'same time.',
    remedy: 'Run the stage again; it continues where it stopped.',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
