import type { CommandDefinition } from '../cli/command.js';
import { formatOption } from '../cli/format-option.js';
import { writeOutput } from '../cli/write-output.js';
import { convertCdf } from '../convert/convert-cdf.js';
import { readCdf } from '../read-cdf.js';
import { readInput } from '../read-input.js';

/** Writes a CDF in the other format. */
export const convertCommand: CommandDefinition = {
  name: 'convert',
  args: [{ name: '<file>', summary: 'the CDF; - for standard input' }],
  description: [
    'Writes a CDF in the other format, with its comments at the values they are about.',
    'What the other format cannot say is named on standard error. A CDF that has the wanted format already comes back byte for byte.',
  ],
  options: [
    {
      flags: '--cdf-format <format>',
      summary: 'the format to write; default: the one that the file does not have',
      choices: ['2021', '2022'],
    },
    {
      flags: '-o, --output <file>',
      summary: 'write here, whole or not at all; may be the file itself; default: standard output',
    },
  ],
  examples: [
    'hare-cdf convert cluster.yaml',
    'hare-cdf convert cluster.yaml --cdf-format 2022 -o cluster.yaml',
  ],
  async run([file = ''], options, io) {
    const { text, name } = await readInput(file);
    const format =
      formatOption(options['cdfFormat']) ??
      ((await readCdf(text, name)).format === '2021' ? '2022' : '2021');
    const conversion = await convertCdf(text, name, format);
    for (const loss of conversion.lost)
      io.warn(`hare-cdf: warning: ${name}: CDF ${format} cannot say ${loss}; left out\n`);
    await writeOutput(conversion.text, options['output'], io);
    return 0;
  },
};
