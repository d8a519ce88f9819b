import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  APPLY_BUSY: {
    about:
      'Another process applies a configuration to the same KV at this moment; the message names it.',
    remedy:
      'Wait for it, then run again: the same configuration is then left alone: hare_setup config',
  },
  APPLY_CLUSTER_RUNS: {
    about:
      'The configuration in the KV would change while the cluster runs on it; nothing was written.',
    remedy:
      'Stop the cluster, apply, start it again: hctl shutdown; then hare_setup config --replace',
  },
  APPLY_DIFFERENT: {
    about:
      'The KV holds another configuration than this one, listed key by key; it is not replaced unless that is asked for.',
    remedy:
      'Compare the lists; if the new one is meant, apply it while the cluster is down: hare_setup config --replace',
  },
  APPLY_RENUMBERS: {
    about:
      'Drives that are in use would get other fids, so that Motr would look for their data on the wrong disks; nothing was written.',
    remedy:
      'Put nodes and drives back in their old order and add new ones at the end (a new data drive renumbers metadata devices all the same); only if the data may be lost: hare_setup config --replace=renumber',
  },
  DRIVE_RENUMBERED: {
    about:
      'One drive of APPLY_RENUMBERS: its path, its fid in the KV, and the fid that it would get.',
    remedy:
      'Move it back to its old place in the list of drives of its node, then look again: hare_setup config --dry-run',
  },
  KEY_ADDED: {
    about: 'One difference: the configuration has a key that the KV lacks.',
    remedy: 'It belongs to the error above it: follow the remedy there.',
  },
  KEY_CHANGED: {
    about: 'One difference: the KV holds another value under this key.',
    remedy: 'It belongs to the error above it: follow the remedy there.',
  },
  KEY_REMOVED: {
    about: 'One difference: the KV holds a key that the configuration no longer has.',
    remedy: 'It belongs to the error above it: follow the remedy there.',
  },
  MORE: {
    about: 'A list of differences was cut; the number says how many more there are.',
    remedy:
      'Mend those that are listed first, or see all keys: confstore consul://127.0.0.1:8500/ get_keys',
  },
  APPLY_RECORD: {
    about:
      'The record of applications in the KV (hare_setup/apply) is damaged or of a newer release.',
    remedy:
      'Use the newest release on all nodes; if it is damaged, look at it, and delete it while no config runs: consul kv get hare_setup/apply',
  },
  APPLY_TARGET: {
    about:
      'The KV named by --kv is of a kind that cannot hold these keys or cannot change them all at once, such as ini or dir.',
    remedy: 'Name a Consul or a JSON file: hare_setup config --kv consul://127.0.0.1:8500/',
  },
  APPLY_TOO_LARGE: {
    about: 'One key needs more than the 512 KiB that a transaction of Consul holds.',
    remedy:
      'Look at what makes it so large, usually the profile of a cluster with very many pools: hare-cdf show CDF',
  },
  // What Hare owns, and the KV
  KV_CHANGE_REFUSED: {
    about:
      'Consul refused a change of keys, usually because another process changed them at the same moment.',
    remedy: 'Run the stage again: it goes on where it stopped.',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
