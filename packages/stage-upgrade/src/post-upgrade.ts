import { defineStage } from '@hare/stage/define';

/**
 * After an upgrade: cluster, files and KV are what the description says, as `test --plan
 * regression` has it.
 */
export const postUpgrade = defineStage({
  name: 'post_upgrade',
  summary: 'Compare cluster, files and KV with the description after an upgrade',
  description:
    'Like test --plan regression, compares the running cluster, KV, confd.xc and fids with ' +
    'the cluster description. Reports all differences at once. Starts a stopped cluster ' +
    'without formatting, and stops it again at the end. Never writes user data.',
  changes: true,
  options: {},
  writes: ['nothing permanent: starts a stopped cluster for the comparison, and stops it again'],
  examples: [
    { args: [], does: 'compare everything with the description' },
    { args: ['--json'], does: 'print the findings as one JSON object' },
  ],
  steps: async (context) => {
    const { postUpgradeSteps } = await import('./post-upgrade-steps.js');
    return postUpgradeSteps(context);
  },
});
