import type { OptionSpec } from '@hare/cli';

/** Of stages that work with the cluster description which config wrote. */
export const cdfOption = {
  flag: '--file',
  aliases: ['--filename'],
  value: 'CDF',
  description: 'cluster description to use instead of the one that config wrote',
} as const satisfies OptionSpec;

/** `--dialect`, for every stage that reads the cluster from the ConfStore. */
export const dialectOption = {
  flag: '--dialect',
  value: 'NAME',
  choices: ['rfc20', 'server_node', 'node'],
  description: 'dialect of the ConfStore (default: detected from its keys)',
} as const satisfies OptionSpec;
