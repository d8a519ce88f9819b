import type { ClusterView, EnclosureView, PoolView, ProfileView } from './cluster-view.js';
import { clusterLine, processLine, size, toleranceLine } from './words.js';

/**
 * A cluster as compact tables for the terminal: nodes with controllers (CVGs), disks and capacity,
 * and pools with what they survive. A table that is wider than `columns` (0: any width) is a list.
 */
export function clusterTables(
  view: ClusterView,
  profiles: readonly ProfileView[],
  columns = 0,
): string {
  const nodes = table(
    ['NODE', 'CVGS', 'DISKS', 'CAPACITY', 'LOG', 'METADATA', 'PROCESSES'],
    view.enclosures.map(nodeRow),
    columns,
  );
  const pools = table(
    ['POOL', 'TYPE', 'N+K+S', 'DRIVES', 'NODES', 'USABLE', 'SURVIVES THE LOSS OF'],
    view.pools.map(poolRow),
    columns,
  );
  const profileRows = profiles.map((profile) => [profile.name, profile.pools.join(', ')]);
  const rest =
    profileRows.length === 0 ? '' : `\n${table(['PROFILE', 'POOLS'], profileRows, columns)}`;
  return `${clusterLine(view)}\n\n${nodes}\n${pools}${rest}`;
}

function nodeRow(enclosure: EnclosureView): readonly string[] {
  const { controllers } = enclosure;
  const logs = controllers.flatMap((controller) => controller.log).length;
  const metas = controllers.flatMap((controller) => controller.metaData ?? []);
  return [
    enclosure.hostname,
    String(controllers.length),
    controllers.length === 0
      ? '-'
      : controllers.map((controller) => controller.data.length).join('+'),
    controllers.length === 0 ? '-' : size(enclosure.bytes),
    logs === 0 ? '-' : String(logs),
    metas.length === 0 ? '-' : metas.map((drive) => drive.path).join(' '),
    processLine(enclosure) || '-',
  ];
}

function poolRow(pool: PoolView): readonly string[] {
  return [
    pool.name,
    pool.type,
    pool.layout,
    String(pool.drives),
    String(pool.nodes),
    pool.usableBytes === undefined ? '-' : size(pool.usableBytes),
    toleranceLine(pool),
  ];
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): string {
  const widths = head.map((title, column) =>
    rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), title.length),
  );
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  if (columns > 0 && lines.some((line) => line.length > columns)) return list(head, rows);
  return lines.map((line) => `${line}\n`).join('');
}

/** A table as a list: for each row its first cell, and the others below it, a line each. */
function list(
  [first = '', ...titles]: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return rows
    .map(([name = '', ...cells]) =>
      [
        `${first} ${name}`,
        ...cells.map((cell, at) => `  ${(titles[at] ?? '').padEnd(9)}  ${cell}`),
      ].join('\n'),
    )
    .map((text) => `${text}\n`)
    .join('');
}
