import { defineStage } from '@hare/stage/define';
import { resetOptions } from './reset-options.js';

/**
 * RFC 20, reset: removes logs and other artifacts of the test stage. Assumes nothing about the
 * cluster, and leaves it as it is.
 */
export const reset = defineStage({
  name: 'reset',
  summary: 'Removes logs and what test left',
  description:
    "Removes Hare's logs and what the stage test left on this machine and in the KV. The " +
    'cluster is neither started nor stopped, and its data stay. ' +
    'The record that the devices were formatted stays too, unless --forget-mkfs is given: the ' +
    'next init then formats them again, and all data are lost.',
  changes: true,
  runsDespite: ['unfinished-restore', 'damaged-record'],
  options: resetOptions,
  writes: [
    'removes logs in /var/log/seagate/hare, but not setup.log',
    'removes /var/lib/hare/setup/test, and hare_setup/test/… from the KV',
    'removes /var/lib/hare/setup/mkfs.json and hare_setup/mkfs, with --forget-mkfs only',
  ],
  examples: [
    { args: [], does: 'remove logs and what test left' },
    { args: ['--dry-run'], does: 'say what would be removed' },
    { args: ['--forget-mkfs', '--yes'], does: 'also let the next init format the devices again' },
  ],
  setupYaml: { args: '--config $URL' },
  steps: async (context) => {
    const { resetSteps } = await import('./reset-steps.js');
    return resetSteps(context);
  },
});
