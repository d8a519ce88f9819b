import type { OptionSpec } from '@hare/cli';

/** `--dialect`, for every stage that reads the cluster from the ConfStore. */
export const dialectOption = {
  flag: '--dialect',
  value: 'NAME',
  choices: ['rfc20', 'server_node', 'node'],
  description: 'how the ConfStore is laid out (default: recognised by its keys)',
} as const satisfies OptionSpec;
