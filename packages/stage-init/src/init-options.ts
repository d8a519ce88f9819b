import { cdfOption } from '@hare/stage/define';
import type { OptionValues } from '@hare/cli';

/** The options of init besides those of every stage. */
export const initOptions = {
  cdf: cdfOption,
  keepRunning: { flag: '--keep-running', description: 'keep the cluster running at the end' },
  mkfs: {
    flag: '--mkfs',
    value: 'WHEN',
    optionalValue: true,
    choices: ['once', 'always'],
    description:
      'format the devices: once per cluster (default), or always, which WIPES ALL DATA again ' +
      'and needs --yes',
  },
  yes: {
    flag: '--yes',
    aliases: ['-y'],
    description: 'format without asking; --mkfs=always needs it everywhere',
  },
} as const;

export type InitOptions = OptionValues<typeof initOptions>;
