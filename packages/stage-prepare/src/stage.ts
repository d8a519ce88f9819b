import { defineStage, dialectOption } from '@hare/stage/define';

/**
 * What later stages take for granted about this node: its devices may be used, and the other nodes
 * know its facts.
 */
export const prepare = defineStage({
  name: 'prepare',
  summary: 'Check the devices of this node and write its facts to the KV',
  description:
    'Checks that every device of this node in the ConfStore exists, is a block device, is ' +
    'not mounted, swap, or part of LVM or md, and does not contain the running system. ' +
    "Writes this node's facts (cores, memory, drive sizes) to the KV, where config on any " +
    'node reads them.',
  changes: true,
  options: {
    dialect: dialectOption,
  },
  writes: ['KV: HOST/facts, HOST/drives/…, HOST/log_path, config_path, ssl/hax'],
  examples: [
    {
      args: ['--config', 'yaml:///etc/hare/conf.yaml', '--kv', 'consul://127.0.0.1:8500/'],
      does: 'check the devices, write the facts to Consul',
    },
    {
      args: ['--config', 'yaml:///etc/hare/conf.yaml', '--dry-run'],
      does: 'check the devices only',
    },
  ],
  steps: async (context) => {
    const { prepareSteps } = await import('./prepare-steps.js');
    return prepareSteps(context);
  },
});
