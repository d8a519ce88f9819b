import { defineStage } from '@hare/stage/define';
import { testOptions } from './test-options.js';

/**
 * RFC 20, test: the running cluster is what its description promises. Never writes to users' data.
 */
export const test = defineStage({
  name: 'test',
  summary: 'Compare the running cluster with its description',
  description:
    'Compares the running cluster with what its description promises, and reports every ' +
    'missing, surplus or offline service, pool, profile and device at once. ' +
    "A cluster that is down is started without mkfs, and shut down again afterwards. Users' " +
    'data are never written.\n\n' +
    'Plans: sanity is that comparison. regression adds that KV, confd.xc and fids are those ' +
    'that the description gives. full adds reading the first block of every drive of this ' +
    'node, and the health of Consul. ' +
    'performance adds how long status and KV take; scalability adds how the KV does with more ' +
    'and more at once.\n\n' +
    'hare_setup report shows the cluster and this run as a page.',
  changes: true,
  options: testOptions,
  writes: [
    'KV: hare_setup/test/…, with the plans performance and scalability only; the same run ' +
      'removes it',
  ],
  examples: [
    { args: [], does: 'compare the cluster with its description' },
    { args: ['--plan', 'regression'], does: 'also compare configuration and KV' },
    {
      args: ['--plan', 'performance', '--param', 'json:///etc/hare/test.json'],
      does: 'measure, with your own settings',
    },
  ],
  setupYaml: { args: '--config $URL --plan $TYPE' },
  steps: async (context) => {
    const { testSteps } = await import('./test-steps.js');
    return testSteps(context);
  },
});
