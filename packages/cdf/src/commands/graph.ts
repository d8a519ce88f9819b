import { drawMermaid, drawSvg } from '@hare/drawing';
import { defineCommand } from '../cli/command.js';
import { writeOutput } from '../cli/write-output.js';
import { readCdfFile } from '../read-cdf-file.js';
import { viewCluster } from '../view-cluster.js';

/** Draws a CDF. */
export const graphCommand = defineCommand({
  name: 'graph',
  summary: 'draw the cluster as SVG or Mermaid',
  description:
    'Draws the cluster: site, rack, enclosures (nodes), controllers, drives in the colours of ' +
    'their pools, and what each pool survives.\n\nUp to 6 nodes drives are named; in larger ' +
    'pictures pointing at a drive names it, and Mermaid shows nodes that look the same as one.',
  operands: [{ name: 'FILE', description: 'the CDF; - for standard input' }],
  options: {
    as: {
      flag: '--as',
      value: 'KIND',
      choices: ['svg', 'mermaid'],
      description: 'svg or mermaid; default: by the name of the output file, else svg',
    },
    output: {
      flag: '--output',
      aliases: ['-o'],
      value: 'FILE',
      description: 'write here, whole or not at all; default: standard output',
    },
  },
  examples: [
    { line: 'hare-cdf graph cluster.yaml -o cluster.svg' },
    { line: 'hare-cdf graph cluster.yaml --as mermaid' },
  ],
  async run([file = ''], options, io) {
    const { model } = await readCdfFile(file);
    const view = viewCluster(model);
    const byName =
      typeof options['output'] === 'string' && /\.(mmd|mermaid|md)$/i.test(options['output'])
        ? 'mermaid'
        : 'svg';
    await writeOutput(
      (options['as'] ?? byName) === 'mermaid' ? drawMermaid(view) : drawSvg(view),
      options['output'],
      io,
    );
    return 0;
  },
});
