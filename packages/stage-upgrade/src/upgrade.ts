import { defineStage } from '@hare/stage/define';
import { upgradeOptions } from './upgrade-options.js';

/**
 * RFC 20, upgrade: configuration and state are what this release needs, and the ConfStore says what
 * the changeset says.
 */
export const upgrade = defineStage({
  name: 'upgrade',
  summary: 'Brings configuration and state to this release, and applies a changeset',
  description:
    'Verifies that the packages are installed in the versions that this release needs and are ' +
    'not older than at the last upgrade, then changes the ConfStore as --changeset says, and ' +
    'makes cluster description, configuration, KV and records ' +
    'what this release makes of it. Formats of older releases are converted; what is replaced ' +
    'is kept beside, as FILE.RELEASE. It neither installs packages nor starts or stops the ' +
    'cluster, and formats nothing. ' +
    'A different configuration is applied to the KV only while the cluster is down.\n' +
    'A changeset is a ConfStore with the sections new, changed and deleted. Each holds keys ' +
    'as they stand in the ConfStore: new and changed with their values, changed also as ' +
    'OLD|NEW, deleted with null or the value that goes. ' +
    'It can be applied again; a key that holds neither what was before nor what comes after ' +
    'is refused, and nothing is changed.',
  changes: true,
  options: upgradeOptions,
  writes: [
    'the ConfStore, when a changeset changes it or its format is an older one; a file is kept ' +
      'beside as FILE.RELEASE',
    '/var/lib/hare/cluster.yaml, or where config wrote it; the old one beside it as ' +
      'cluster.yaml.RELEASE',
    '/var/lib/hare, or the folder of the cluster description: the generated configuration',
    '/var/lib/hare/setup/config.json, the old one beside it as config.json.RELEASE; ' +
      '/var/lib/hare/setup/upgrade.json',
    'KV: the keys of consul-kv.json, and hare_setup/apply',
  ],
  examples: [
    { args: [], does: 'bring configuration and state to this release' },
    {
      args: ['--changeset', 'yaml:///tmp/changeset.yaml', '--dry-run'],
      does: 'show what a changeset would change',
    },
    {
      args: ['--requires', 'cortx-motr>=2.0.0,cortx-hare>=2.0.0'],
      does: 'refuse when packages are older than that',
    },
  ],
  steps: async (context) => {
    const { upgradeSteps } = await import('./upgrade-steps.js');
    return upgradeSteps(context);
  },
});
