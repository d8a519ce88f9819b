import { changeMarks, marked } from './change-mark.js';
import type { Change, PoolView } from './cluster-view.js';
import { drawSwatch } from './group-box.js';
import { dashed, element, textElement, textWidth, thin, type Attributes } from './svg-text.js';
import { count, size, toleranceLine } from './words.js';

const row = 20;
const fontSize = 12;

/** How high the legend of these pools is. */
export function legendHeight(pools: readonly PoolView[], changes: readonly Change[]): number {
  return (pools.length + (changes.length === 0 ? 1 : 2)) * row + 4;
}

/** How wide the legend of these pools is. */
export function legendWidth(pools: readonly PoolView[]): number {
  return pools.reduce(
    (most, pool) => Math.max(most, textWidth(poolLine(pool), fontSize) + 28),
    460,
  );
}

function poolLine(pool: PoolView): string {
  const usable = pool.usableBytes === undefined ? '' : `, ${size(pool.usableBytes)} usable`;
  const what = `${marked(pool.name, pool.change)}: ${pool.type} ${pool.layout}`;
  const where = `${count(pool.drives, 'drive')} of ${count(pool.nodes, 'node')}`;
  return `${what} on ${where}${usable}; survives the loss of ${toleranceLine(pool)}`;
}

/** Draws what letters, colours and shapes mean, and what each pool survives. */
export function drawLegend(
  pools: readonly PoolView[],
  changes: readonly Change[],
  x: number,
  y: number,
): string {
  const rows = pools.map((pool, p) => {
    const top = y + p * row;
    // The drives of an md pool belong to others as well, whose mark they carry.
    const swatch =
      pool.type === 'md'
        ? element('rect', { x, y: top, width: 20, height: 15, rx: 1, fill: '#ffffff', ...thin })
        : drawSwatch(p, x, top, pool.type === 'dix' ? 7 : 1);
    const place = { x: x + 28, y: top + 12, 'font-size': fontSize };
    return `${swatch}\n${textElement(place, poolLine(pool))}`;
  });
  const top = y + pools.length * row;
  const key = [
    entry(x, top, 12, { rx: 1, fill: '#ffffff', ...thin }, 'data disk'),
    entry(x + 90, top, 12, { rx: 6, fill: '#ffffff', ...thin }, 'metadata device'),
    entry(x + 230, top, 12, { rx: 6, fill: '#dddddd', ...thin, ...dashed }, 'log device'),
    textElement({ x: x + 340, y: top + 12, 'font-size': 11, fill: '#666666' }, 'white: in no pool'),
  ];
  const kinds = changes.map((change, i) => {
    const { sign, frame, word } = changeMarks[change];
    const look = { rx: 1, fill: '#ffffff', ...frame };
    return entry(x + i * 110, top + row, 16, look, `${sign} ${word}`);
  });
  return [...rows, ...key, ...kinds].join('\n');
}

/** A shape as in the picture, and its meaning to the right, at one and a half times its width. */
function entry(x: number, y: number, width: number, look: Attributes, words: string): string {
  const shape = element('rect', { x, y: y + 1, width, height: 12, ...look });
  return `${shape}${textElement({ x: x + 1.5 * width, y: y + 12, 'font-size': 11 }, words)}`;
}
