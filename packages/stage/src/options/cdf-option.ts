import type { OptionSpec } from '@hare/cli';

/** Of stages that work with the cluster description which config wrote. */
export const cdfOption = {
  flag: '--file',
  aliases: ['--filename'],
  value: 'CDF',
  description: 'the cluster description to use instead of the one that config recorded',
} as const satisfies OptionSpec;
