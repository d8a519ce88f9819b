import { defineStage } from '@hare/stage/define';
import { configOptions } from './config-options.js';

/**
 * RFC 20, config: the CDF says what the ConfStore says, Motr's configuration stands beside it, and
 * the KV holds it.
 */
export const config = defineStage({
  name: 'config',
  summary: 'Makes cluster description and Motr configuration from a ConfStore, applies them',
  description:
    'Reads the facts about the cluster from the ConfStore, writes the cluster description ' +
    "file (CDF), generates Motr's configuration beside it and applies it to the key-value " +
    'store. ' +
    'Files are written atomically, and only when they differ.',
  changes: true,
  runsDespite: ['damaged-record'],
  options: configOptions,
  writes: [
    '/var/lib/hare/cluster.yaml, or what --file names: the cluster description',
    '/var/lib/hare, or the folder of --file: confd.xc, confd.cg, confd.dhall, consul-kv.json, ' +
      'consul-agents.json, node-name, sysconfig/, consul-server-conf/, consul-client-conf/',
    '/var/lib/hare/setup/config.json: ConfStore, CDF and KV, for later stages',
    '/var/lib/hare/setup/facts.json: serial numbers and sizes of the devices',
    'KV: the keys of consul-kv.json, and hare_setup/apply',
  ],
  examples: [
    {
      args: ['--config', 'json:///tmp/exampleV2.json'],
      does: 'write /var/lib/hare/cluster.yaml and apply the configuration',
    },
    {
      args: ['--config', 'yaml:///etc/hare/conf.yaml', '--dry-run'],
      does: 'show what would change',
    },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--kv', 'consul://127.0.0.1:8500/'],
      does: 'apply to this Consul, and fail when it is not there',
    },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--file', '/tmp/cluster.yaml'],
      does: 'write the CDF elsewhere',
    },
  ],
  steps: async (context) => {
    const { configSteps } = await import('./config-steps.js');
    return configSteps(context);
  },
});
