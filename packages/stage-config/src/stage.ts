import { defineStage } from '@hare/stage';
import { cdfPlan } from './cdf-plan.js';
import { configOptions } from './config-options.js';
import { cdfWritten } from './steps/cdf-written.js';

/** RFC 20, config: the CDF says what the ConfStore says, Motr's configuration stands beside it, and the KV holds it. */
export const config = defineStage({
  name: 'config',
  summary: 'Makes cluster description and Motr configuration from a ConfStore, applies them',
  description:
    'Reads the facts about the cluster from the ConfStore, writes the cluster description file (CDF), generates Motr\'s configuration beside it and applies it to the key-value store. ' +
    'Files are written atomically, and only when they differ.',
  changes: true,
  options: configOptions,
  examples: [
    { args: ['--config', 'json:///tmp/exampleV2.json'], does: 'write /var/lib/hare/cluster.yaml and apply the configuration' },
    { args: ['--config', 'yaml:///etc/hare/conf.yaml', '--dry-run'], does: 'show what would change' },
    { args: ['--config', 'json:///tmp/exampleV2.json', '--file', '/tmp/cluster.yaml'], does: 'write the CDF elsewhere' },
  ],
  steps: (context) => {
    const plan = cdfPlan(context);
    return [cdfWritten(plan)];
  },
});
