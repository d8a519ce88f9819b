import { defineStage } from '@hare/stage/define';
import { initOptions } from './init-options.js';

/**
 * RFC 20, init: the devices are formatted once, the cluster proves that it starts, and is left as
 * it was found.
 */
export const init = defineStage({
  name: 'init',
  summary: 'Format the devices once and check that the cluster starts',
  description:
    'If the cluster is stopped, starts it with hctl bootstrap, waits until all services of ' +
    'the cluster description have started, and shuts it down again.\n\n' +
    'Formats the devices (hctl bootstrap --mkfs) only once per cluster, no matter how often ' +
    'init runs; a record in the state directory keeps track of this. Before formatting it ' +
    'checks every device of this node, and refuses devices that are in use or contain data. ' +
    'On a terminal it lists the devices first, and asks.\n\n' +
    'hctl imports the configuration into the KV only with --mkfs. If the KV of a formatted ' +
    'cluster has lost the configuration (after cleanup, or a loss of the data of Consul), ' +
    'init writes it to the KV before services start, and formats nothing.\n\n' +
    'If a bootstrap fails or is interrupted, init shuts the cluster down and reports the ' +
    'output of hctl.',
  changes: true,
  options: initOptions,
  writes: [
    'the data, log and metadata devices of all nodes, formatted once by hctl bootstrap --mkfs',
    '/var/lib/hare/setup/mkfs.json: the mkfs record',
    'KV: hare_setup/mkfs, a copy of the mkfs record',
    'KV: the generated configuration, if the KV of a formatted cluster has none',
  ],
  examples: [
    { args: ['--dry-run'], does: 'show what would be formatted and started' },
    { args: [], does: 'format the devices if needed, and check that the cluster starts' },
    { args: ['--keep-running'], does: 'the same, and keep the cluster running' },
    { args: ['--mkfs=always', '--yes'], does: 'format again: all data is lost' },
  ],
  steps: async (context) => {
    const { initSteps } = await import('./init-steps.js');
    return initSteps(context);
  },
});
