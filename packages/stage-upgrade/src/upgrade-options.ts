import { dialectOption } from '@hare/stage/define';
import type { OptionValues } from '@hare/cli';

/** The options of upgrade besides those of every stage. */
export const upgradeOptions = {
  changeset: {
    flag: '--changeset',
    value: 'URL',
    description: 'changes to the ConfStore: a ConfStore with the sections new, changed and deleted',
  },
  requires: {
    flag: '--requires',
    value: 'LIST',
    description:
      'packages and versions that this release needs, in addition to the setting packages: ' +
      'cortx-motr>=2.0.0,consul',
  },
  dialect: dialectOption,
  cdfFormat: {
    flag: '--cdf-format',
    value: 'YEAR',
    choices: ['2021', '2022'],
    description:
      'format of the CDF (default: the format that config writes, but never back to 2021)',
  },
  replace: {
    flag: '--replace',
    value: 'renumber',
    choices: ['renumber'],
    description: 'apply the configuration even if fids of existing drives change',
  },
} as const;

export type UpgradeOptions = OptionValues<typeof upgradeOptions>;
