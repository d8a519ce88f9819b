import { defineStage } from '@hare/stage/define';

/**
 * Before an upgrade: there is a way back, and the cluster is in a condition that an upgrade may
 * start from. Changes nothing.
 */
export const preUpgrade = defineStage({
  name: 'pre_upgrade',
  summary: 'Check that an upgrade can start: a valid backup, a healthy cluster',
  description:
    'Checks that a valid backup of this node exists, verifies all its checksums, and checks ' +
    'that the cluster is healthy or stopped. Warns about changes on the machine since the ' +
    'backup. Changes nothing.\nWithout --target it checks the last backup that hare_setup ' +
    'backup made on this machine.',
  changes: false,
  runsDespite: ['newer-release'],
  options: {
    target: {
      flag: '--target',
      value: 'URL',
      description:
        'place of the backup: a directory, a .tar.gz, or a ConfStore URL (default: the place ' +
        'of the last backup)',
    },
  },
  writes: ['nothing'],
  examples: [
    { args: [], does: 'check the last backup and the cluster' },
    { args: ['--target', '/var/backups/hare'], does: 'check this backup' },
  ],
  steps: async (context) => {
    const { preUpgradeSteps } = await import('./pre-upgrade-steps.js');
    return preUpgradeSteps(context);
  },
});
