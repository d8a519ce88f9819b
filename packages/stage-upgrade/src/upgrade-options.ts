import { dialectOption } from '@hare/stage/define';
import type { OptionValues } from '@hare/cli';

/** The options of upgrade beside those of every stage. */
export const upgradeOptions = {
  changeset: {
    flag: '--changeset',
    value: 'URL',
    description:
      'a ConfStore with the sections new, changed and deleted: what to change in the ConfStore',
  },
  requires: {
    flag: '--requires',
    value: 'LIST',
    description:
      'packages and versions that this release needs, beside the setting packages: ' +
      'cortx-motr>=2.0.0,consul',
  },
  dialect: dialectOption,
  cdfFormat: {
    flag: '--cdf-format',
    value: 'YEAR',
    choices: ['2021', '2022'],
    description: 'format of the CDF (default: as config writes it, and never back to 2021)',
  },
  replace: {
    flag: '--replace',
    value: 'renumber',
    choices: ['renumber'],
    description: 'apply the configuration also when fids of existing drives change',
  },
} as const;

export type UpgradeOptions = OptionValues<typeof upgradeOptions>;
