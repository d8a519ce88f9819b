import { defineStage } from '@hare/stage/define';
import { initOptions } from './init-options.js';

/**
 * RFC 20, init: the devices are formatted once, the cluster proves that it starts, and is left as
 * it was found.
 */
export const init = defineStage({
  name: 'init',
  summary: 'Formats the devices once and proves that the cluster starts',
  description:
    'Unless the cluster runs, calls hctl bootstrap and waits until every service of the ' +
    'cluster description is started; then shuts the cluster down again. ' +
    'The devices are formatted (hctl bootstrap --mkfs) once per cluster, however often init ' +
    'runs: a record in the state folder says so. Before that every device of this node is ' +
    'checked; one that is in use, or holds anything, is refused. ' +
    'hctl imports the configuration into the KV with --mkfs only: if the KV of a formatted ' +
    'cluster has lost it (cleanup ran, or the data of Consul were lost), init brings the ' +
    'generated one there before services start, and formats nothing. ' +
    'A bootstrap that fails or is interrupted is shut down and reported with the output of hctl.',
  changes: true,
  options: initOptions,
  writes: [
    'the data, log and metadata devices of all nodes, formatted once by hctl bootstrap --mkfs',
    '/var/lib/hare/setup/mkfs.json: the record that they are formatted',
    'KV: hare_setup/mkfs, a copy of that record',
    'KV: the generated configuration, if the KV of a formatted cluster has none',
  ],
  examples: [
    { args: ['--dry-run'], does: 'say what would be formatted and started' },
    { args: [], does: 'format the devices if they never were, and prove that the cluster starts' },
    { args: ['--keep-running'], does: 'the same, and leave the cluster running' },
    { args: ['--mkfs=always', '--yes'], does: 'format again: all data is lost' },
  ],
  steps: async (context) => {
    const { initSteps } = await import('./init-steps.js');
    return initSteps(context);
  },
});
