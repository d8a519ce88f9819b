/** The CDF that a command reads. */
export const cdfOperand = { name: 'FILE', description: 'the CDF; - for standard input' } as const;

export const jsonOption = {
  flag: '--json',
  description: 'print the same as one JSON object',
} as const;

/** What a command makes goes into a file. */
export const outputOption = {
  flag: '--output',
  aliases: ['-o'],
  value: 'FILE',
  description: 'write to this file, completely or not at all; default: standard output',
} as const;

export const formatOption = {
  flag: '--cdf-format',
  value: 'FORMAT',
  choices: ['2021', '2022'],
  description: 'the format of the CDF; default: that of the generation',
} as const;

export const dialectOption = {
  flag: '--dialect',
  value: 'NAME',
  choices: ['rfc20', 'server_node', 'node'],
  description: 'read the ConfStore as this generation',
} as const;
