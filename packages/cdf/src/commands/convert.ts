import { defineCommand, writeOutput } from '@hare/cli';
import { cdfOperand, formatOption, outputOption } from '../cli/shared-options.js';
import { convertCdf } from '../convert/convert-cdf.js';
import { readCdf } from '../read-cdf.js';
import { readInput } from '../read-input.js';
import type { CdfFormat } from '../to-document.js';

/** Writes a CDF in the other format. */
export const convertCommand = defineCommand({
  name: 'convert',
  summary: 'convert a CDF to the other format, with its comments',
  description:
    'Writes a CDF in the other format, with its comments at the values they are ' +
    'about.\n\nWhat the other format does not support is listed on standard error. A CDF ' +
    'that has the wanted format already comes back byte for byte.',
  operands: [cdfOperand],
  options: {
    cdfFormat: {
      ...formatOption,
      description: 'the format to write; default: the other format',
    },
    output: {
      ...outputOption,
      description:
        'write to this file, completely or not at all; may be the file itself; default: ' +
        'standard output',
    },
  },
  examples: [
    { line: 'hare-cdf convert cluster.yaml' },
    { line: 'hare-cdf convert cluster.yaml --cdf-format 2022 -o cluster.yaml' },
  ],
  async run([file = ''], options, io) {
    const { text, name } = await readInput(file);
    const format =
      (options['cdfFormat'] as CdfFormat | undefined) ??
      ((await readCdf(text, name)).format === '2021' ? '2022' : '2021');
    const conversion = await convertCdf(text, name, format);
    for (const loss of conversion.lost)
      io.warn(
        `hare-cdf: warning: ${name}: omitted ${loss}, which CDF ${format} does not support\n`,
      );
    await writeOutput(conversion.text, options['output'], io);
    return 0;
  },
});
