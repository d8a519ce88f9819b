import { defineStage } from '@hare/stage/define';

/**
 * Before an upgrade: there is a way back, and the cluster is in a condition that an upgrade may
 * start from. Changes nothing.
 */
export const preUpgrade = defineStage({
  name: 'pre_upgrade',
  summary: 'Checks that an upgrade may begin: a whole backup, a healthy cluster',
  description:
    'Verifies that a whole backup of this node of this cluster exists, comparing every sum ' +
    'with its manifest, and that the cluster is either healthy or down. ' +
    'What has changed on the machine since the backup was made is a warning. Nothing is ' +
    'changed.\n' +
    'Without --target it is the backup that hare_setup backup made last on this machine.',
  changes: false,
  runsDespite: ['newer-release'],
  options: {
    target: {
      flag: '--target',
      value: 'URL',
      description:
        'where the backup is: a folder, a .tar.gz, or a ConfStore URL (default: where the ' +
        'last one was made)',
    },
  },
  writes: ['nothing'],
  examples: [
    { args: [], does: 'check the last backup, and the cluster' },
    { args: ['--target', '/var/backups/hare'], does: 'check this backup' },
  ],
  steps: async (context) => {
    const { preUpgradeSteps } = await import('./pre-upgrade-steps.js');
    return preUpgradeSteps(context);
  },
});
