import { changeMarks, marked } from './change-mark.js';
import type { Change, PoolView } from './cluster-view.js';
import { drawSwatch } from './group-box.js';
import { escapeXml, textWidth } from './svg-text.js';
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
  return `${marked(pool.name, pool.change)}: ${pool.type} ${pool.layout} on ${count(pool.drives, 'drive')} of ${count(pool.nodes, 'node')}${usable}; survives the loss of ${toleranceLine(pool)}`;
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
        ? `<rect x="${x}" y="${top}" width="20" height="15" rx="1" fill="#ffffff" stroke="#333333" stroke-width="0.7"/>`
        : drawSwatch(p, x, top, pool.type === 'dix' ? 7 : 1);
    return `${swatch}\n<text x="${x + 28}" y="${top + 12}" font-size="${fontSize}">${escapeXml(poolLine(pool))}</text>`;
  });
  const top = y + pools.length * row;
  const key = [
    `<rect x="${x}" y="${top + 1}" width="12" height="12" rx="1" fill="#ffffff" stroke="#333333" stroke-width="0.7"/><text x="${x + 18}" y="${top + 12}" font-size="11">data disk</text>`,
    `<rect x="${x + 90}" y="${top + 1}" width="12" height="12" rx="6" fill="#ffffff" stroke="#333333" stroke-width="0.7"/><text x="${x + 108}" y="${top + 12}" font-size="11">metadata device</text>`,
    `<rect x="${x + 230}" y="${top + 1}" width="12" height="12" rx="6" fill="#dddddd" stroke="#333333" stroke-width="0.7" stroke-dasharray="2 1"/><text x="${x + 248}" y="${top + 12}" font-size="11">log device</text>`,
    `<text x="${x + 340}" y="${top + 12}" font-size="11" fill="#666666">white: in no pool</text>`,
  ];
  const kinds = changes.map((change, i) => {
    const { sign, frame, word } = changeMarks[change];
    const left = x + i * 110;
    return `<rect x="${left}" y="${top + row + 1}" width="16" height="12" rx="1" fill="#ffffff" ${frame}/><text x="${left + 24}" y="${top + row + 12}" font-size="11">${sign} ${word}</text>`;
  });
  return [...rows, ...key, ...kinds].join('\n');
}
