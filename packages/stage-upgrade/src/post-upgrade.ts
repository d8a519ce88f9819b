import { defineStage } from '@hare/stage/define';

/**
 * After an upgrade: cluster, files and KV are what the description says, as `test --plan
 * regression` has it.
 */
export const postUpgrade = defineStage({
  name: 'post_upgrade',
  summary: 'Compares cluster, files and KV with the description after an upgrade',
  description:
    'Does what test --plan regression does: the running cluster holds everything that its ' +
    'description promises, and KV, confd.xc and fids are those that the description gives. ' +
    'Every difference is reported at once. A cluster that is down is started without mkfs, ' +
    "and shut down again afterwards. Users' data are never written.",
  changes: true,
  options: {},
  writes: [
    'nothing that lasts: a cluster that is down is started for the comparison, and shut down again',
  ],
  examples: [
    { args: [], does: 'compare everything with the description' },
    { args: ['--json'], does: 'the findings as one JSON object' },
  ],
  steps: async (context) => {
    const { postUpgradeSteps } = await import('./post-upgrade-steps.js');
    return postUpgradeSteps(context);
  },
});
