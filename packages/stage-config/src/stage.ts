import { defineStage } from '@hare/stage/define';
import { configOptions } from './config-options.js';

/**
 * RFC 20, config: the CDF matches the ConfStore, Motr's configuration is generated next to it, and
 * the KV has it.
 */
export const config = defineStage({
  name: 'config',
  summary: 'Generate cluster description and Motr configuration from a ConfStore, and apply them',
  description:
    'Reads the cluster from the ConfStore, writes the cluster description file (CDF), ' +
    "generates Motr's configuration in the same directory, and applies it to the KV. Writes " +
    'files atomically, and only if they differ.',
  changes: true,
  runsDespite: ['damaged-record'],
  options: configOptions,
  writes: [
    '/var/lib/hare/cluster.yaml, or the path in --file: the cluster description',
    '/var/lib/hare, or the directory of --file: confd.xc, confd.cg, confd.dhall, ' +
      'consul-kv.json, consul-agents.json, node-name, sysconfig/, consul-server-conf/, ' +
      'consul-client-conf/',
    '/var/lib/hare/setup/config.json: ConfStore, CDF and KV, for later stages',
    '/var/lib/hare/setup/facts.json: serial numbers and sizes of the devices',
    '/var/lib/hare/setup/receipt.json: digests of what was read and written, so that the next ' +
      'run skips what has not changed',
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
      does: 'apply to this Consul, and fail if it is unreachable',
    },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--file', '/tmp/cluster.yaml'],
      does: 'write the CDF to another path',
    },
  ],
  steps: async (context) => {
    const { configSteps } = await import('./config-steps.js');
    return configSteps(context);
  },
});
