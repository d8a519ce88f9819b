import path from 'node:path';
import {
  compareViews,
  drawMermaid,
  drawSvg,
  type ClusterView,
  type DrawingAbout,
} from '@hare/drawing';
import { defineCommand, usageError, writeOutput } from '@hare/cli';
import { cdfOperand, outputOption } from '../cli/shared-options.js';
import { readCdfFile } from '../read-cdf.js';
import { viewCluster } from '../view-cluster.js';

/**
 * Draws a CDF, or what changes between two.
 * @throws HareError `USAGE` for another kind of picture, and for what Mermaid does not have
 */
export const graphCommand = defineCommand({
  name: 'graph',
  summary: 'draw the cluster as SVG, PNG or Mermaid',
  description:
    'Draws the cluster: site, rack, enclosures (nodes), controllers, drives with the letters, ' +
    'colours and patterns of their pools, and what each pool survives.\n\nUp to 6 nodes drives ' +
    'are named; in larger pictures pointing at a drive names it. More than 200 nodes are drawn ' +
    'by storage set; Mermaid shows nodes that look the same as one. PNG needs rsvg-convert.\n\nWith --compare BEFORE ' +
    'the picture shows only what changes from BEFORE to FILE: added, removed, changed.',
  operands: [cdfOperand],
  options: {
    as: {
      flag: '--as',
      value: 'KIND',
      choices: ['svg', 'png', 'mermaid'],
      description: 'svg, png or mermaid; default: by the name of the output file, else svg',
    },
    compare: {
      flag: '--compare',
      value: 'BEFORE',
      description: 'draw what changes from this CDF to FILE',
    },
    title: { flag: '--title', value: 'TEXT', description: 'the title of an SVG picture' },
    date: {
      flag: '--date',
      value: 'TEXT',
      description: 'the date in an SVG picture; default: today',
    },
    output: outputOption,
  },
  examples: [
    { line: 'hare-cdf graph cluster.yaml -o cluster.svg' },
    { line: 'hare-cdf graph cluster.yaml --as mermaid' },
    { line: 'hare-cdf graph --compare /var/lib/hare/cluster.yaml new.yaml -o change.svg' },
  ],
  async run([file = ''], options, io) {
    const { as, compare, title, date, output = '' } = options;
    if (/\.(jpe?g|gif|webp|pdf)$/i.test(output))
      throw usageError(
        `${output}: pictures are written as SVG, PNG or Mermaid only`,
        'choose another ending: hare-cdf graph cluster.yaml -o cluster.png',
      );
    const byName = /\.(mmd|mermaid|md)$/i.test(output) ? 'mermaid' : 'svg';
    const kind = as ?? (/\.png$/i.test(output) ? 'png' : byName);
    if (kind === 'mermaid' && (title ?? date) !== undefined)
      throw usageError('Mermaid has no --title and no --date', 'omit them, or use --as svg');
    if (kind === 'png' && output === '')
      throw usageError('a PNG needs a file', 'name it: hare-cdf graph cluster.yaml -o cluster.png');
    const { model } = await readCdfFile(file);
    const source: DrawingAbout = {
      file: path.basename(file),
      date: date ?? new Date().toISOString().slice(0, 10),
    };
    const { view, about } = await pictureOf(viewCluster(model), source, compare);
    if (kind === 'mermaid') await writeOutput(drawMermaid(view), options.output, io);
    else {
      const svg = drawSvg(view, { ...about, ...(title === undefined ? {} : { title }) });
      const content = kind === 'png' ? await (await import('./png-of.js')).pngOf(svg) : svg;
      await writeOutput(content, options.output, io);
    }
    return 0;
  },
});

async function pictureOf(
  now: ClusterView,
  source: DrawingAbout,
  before: string | undefined,
): Promise<{ readonly view: ClusterView; readonly about: DrawingAbout }> {
  if (before === undefined) return { view: now, about: source };
  const { model } = await readCdfFile(before);
  const { view, changes, unchangedNodes } = compareViews(viewCluster(model), now);
  return {
    view,
    about: {
      ...source,
      title: changes === 0 ? 'Nothing changes' : `Changes: ${changes}`,
      file: `${path.basename(before)} → ${source.file ?? ''}`,
      note: `nodes without a change, not drawn: ${unchangedNodes}`,
    },
  };
}
