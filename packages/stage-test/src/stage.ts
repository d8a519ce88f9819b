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
    'Starts a stopped cluster without mkfs, and shuts it down again afterwards. Never writes ' +
    'user data.\n\n' +
    'Plans: sanity is that comparison. regression also compares KV, confd.xc and fids with ' +
    'the description. full also reads the first block of every drive of this node, and checks ' +
    'the health of Consul. performance also measures how long status and KV take; scalability ' +
    'also measures the KV with more and more requests at once.\n\n' +
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
