import type { CommandDefinition } from '../cli/command.js';
import { writeOutput } from '../cli/write-output.js';
import { drawMermaid } from '../picture/draw-mermaid.js';
import { drawSvg } from '../picture/draw-svg.js';
import { readCdfFile } from '../read-cdf-file.js';

/** Draws a CDF. */
export const graphCommand: CommandDefinition = {
  name: 'graph',
  args: [{ name: '<file>', summary: 'the CDF; - for standard input' }],
  description: [
    'Draws the cluster: site, rack, enclosures (nodes), controllers, drives in the colours of their pools, and what each pool survives.',
    'Up to 6 nodes drives are named; in larger pictures pointing at a drive names it, and Mermaid shows nodes that look the same as one.',
  ],
  options: [
    {
      flags: '--as <kind>',
      summary: 'svg or mermaid; default: by the name of the output file, else svg',
      choices: ['svg', 'mermaid'],
    },
    {
      flags: '-o, --output <file>',
      summary: 'write here, whole or not at all; default: standard output',
    },
  ],
  examples: [
    'hare-cdf graph cluster.yaml -o cluster.svg',
    'hare-cdf graph cluster.yaml --as mermaid',
  ],
  async run([file = ''], options, io) {
    const { model } = await readCdfFile(file);
    const byName =
      typeof options['output'] === 'string' && /\.(mmd|mermaid|md)$/i.test(options['output'])
        ? 'mermaid'
        : 'svg';
    await writeOutput(
      (options['as'] ?? byName) === 'mermaid' ? drawMermaid(model) : drawSvg(model),
      options['output'],
      io,
    );
    return 0;
  },
};
