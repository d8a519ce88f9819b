import { defineStage } from '@hare/stage/define';
import { upgradeOptions } from './upgrade-options.js';

/**
 * RFC 20, upgrade: configuration and state are what this release needs, and the ConfStore says what
 * the changeset says.
 */
export const upgrade = defineStage({
  name: 'upgrade',
  summary: 'Convert configuration and state to this release, and apply a changeset',
  description:
    'Checks that the packages have the versions that this release needs and are not older ' +
    'than at the last upgrade, then applies --changeset to the ConfStore, and updates ' +
    'cluster description, configuration, KV and records to this release. Converts the ' +
    'formats of older releases, and keeps each replaced file next to the new one as ' +
    'FILE.RELEASE. Neither installs packages nor starts or stops the cluster, and formats ' +
    'nothing. Applies a different configuration to the KV only while the cluster is ' +
    'stopped.\nA changeset is a ConfStore with the sections new, changed and deleted. Each ' +
    'contains keys of the ConfStore: new and changed with their values (changed also as ' +
    'OLD|NEW), deleted with null or the old value. You can apply it again. If a key has ' +
    'neither the old nor the new value, upgrade fails and changes nothing.',
  changes: true,
  options: upgradeOptions,
  writes: [
    'the ConfStore, if a changeset changes it or its format is older; the old file is kept ' +
      'as FILE.RELEASE',
    '/var/lib/hare/cluster.yaml, or the path that config used; the old file is kept as ' +
      'cluster.yaml.RELEASE',
    '/var/lib/hare, or the directory of the cluster description: the generated configuration',
    '/var/lib/hare/setup/config.json (the old file is kept as config.json.RELEASE) and ' +
      'upgrade.json',
    'KV: the keys of consul-kv.json, and hare_setup/apply',
  ],
  examples: [
    { args: [], does: 'convert configuration and state to this release' },
    {
      args: ['--changeset', 'yaml:///tmp/changeset.yaml', '--dry-run'],
      does: 'show what a changeset would change',
    },
    {
      args: ['--requires', 'cortx-motr>=2.0.0,cortx-hare>=2.0.0'],
      does: 'fail if packages are older than this',
    },
  ],
  steps: async (context) => {
    const { upgradeSteps } = await import('./upgrade-steps.js');
    return upgradeSteps(context);
  },
});
