import { defineStage } from '@hare/stage/define';
import { resetOptions } from './reset-options.js';

/**
 * RFC 20, reset: removes logs and other artifacts of the test stage. Assumes nothing about the
 * cluster, and does not change it.
 */
export const reset = defineStage({
  name: 'reset',
  summary: 'Remove logs and leftovers of test',
  description:
    "Removes Hare's logs and leftovers of the stage test on this machine and in the KV. " +
    'Neither starts nor stops the cluster, and keeps its data. Also keeps the mkfs record, ' +
    'except with --forget-mkfs: then the next init formats the devices again, and all data ' +
    'is lost.',
  changes: true,
  runsDespite: ['unfinished-restore', 'damaged-record'],
  options: resetOptions,
  writes: [
    'removes logs in /var/log/seagate/hare, but not setup.log',
    'removes /var/lib/hare/setup/test, and hare_setup/test/… from the KV',
    'removes /var/lib/hare/setup/mkfs.json and hare_setup/mkfs, only with --forget-mkfs',
  ],
  examples: [
    { args: [], does: 'remove logs and leftovers of test' },
    { args: ['--dry-run'], does: 'show what would be removed' },
    { args: ['--forget-mkfs', '--yes'], does: 'also let the next init format the devices again' },
  ],
  setupYaml: { args: '--config $URL' },
  steps: async (context) => {
    const { resetSteps } = await import('./reset-steps.js');
    return resetSteps(context);
  },
});
