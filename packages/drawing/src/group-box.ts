import { changeMarks, frameOf, marked } from './change-mark.js';
import type { Change, DriveView, PoolView } from './cluster-view.js';
import type { NodeGroup } from './node-groups.js';
import { lettersOn, poolColour, poolFill, poolMark } from './palette.js';
import { element, fittedText, textElement, thin, type Attributes } from './svg-text.js';
import { count, processLine, size } from './words.js';

export const groupWidth = 300;
const row = 19;
const head = 48;
const mostPools = 8;

/** How high the box of a group of nodes is. */
export function groupHeight(group: NodeGroup): number {
  return head + poolRows(group).length * row + 6;
}

/** Draws nodes as one box: how many there are, what they have, and their pools. */
export function drawGroup(
  group: NodeGroup,
  pools: readonly PoolView[],
  x: number,
  y: number,
): string {
  const { members, name, change } = group;
  const disks = members.flatMap(({ controllers }) => controllers.flatMap(({ data }) => data));
  const bytes = members.reduce<number | undefined>(
    (sum, each) => (sum === undefined || each.bytes === undefined ? undefined : sum + each.bytes),
    0,
  );
  const [first] = members;
  const processes = first === undefined ? '' : processLine(first);
  const changed = changedDrives(members.flatMap(drivesOf));
  const facts = [
    count(members.length, 'node'),
    ...(changed.length > 0
      ? changed
      : [
          count(disks.length, 'disk'),
          ...(bytes === undefined || disks.length === 0 ? [] : [size(bytes)]),
        ]),
  ].join(', ');
  const text = (at: number, fontSize: number, value: string, rest: Attributes = {}): string => {
    const place = { x: x + 8, y: y + at, 'font-size': fontSize, ...rest };
    return fittedText(place, value, fontSize, groupWidth - 16);
  };
  const rows = poolRows(group).map(([pool, drives], index) => {
    const top = y + head + index * row;
    const line =
      pool === undefined
        ? count(drives, 'further pool')
        : `${pools[pool]?.name ?? ''}: ${count(drives, 'drive')}`;
    const swatch = pool === undefined ? '' : drawSwatch(pool, x + 8, top);
    const place = { x: x + 34, y: top + 12, 'font-size': 11 };
    return `${swatch}${fittedText(place, line, 11, groupWidth - 42)}`;
  });
  const place = { x, y, width: groupWidth, height: groupHeight(group) };
  return [
    element('rect', {
      ...place,
      rx: 4,
      fill: '#ffffff',
      ...frameOf(change, { stroke: '#555555' }),
    }),
    text(16, 12, marked(name, change), { 'font-weight': 'bold' }),
    text(29, 10.5, facts),
    text(41, 9.5, processes === '' ? 'no processes' : `each: ${processes}`, { fill: '#444444' }),
    ...rows,
  ].join('\n');
}

/** The mark of a pool: its letters on its colour and pattern. */
export function drawSwatch(pool: number, x: number, y: number, radius = 1): string {
  const shape = { x, y, width: 20, height: 15, rx: radius, fill: poolFill(pool), ...thin };
  const letters = { x: x + 10, y: y + 11.5, 'font-size': 10, 'font-weight': 'bold' };
  return (
    element('rect', shape) +
    textElement({ ...letters, ...lettersOn(poolColour(pool)) }, poolMark(pool))
  );
}

/** Pools with their drives in the group; of very many the rest is counted. */
function poolRows({ members }: NodeGroup): readonly (readonly [number | undefined, number])[] {
  const counts = new Map<number, number>();
  for (const { pool } of members.flatMap(drivesOf))
    if (pool !== undefined) counts.set(pool, (counts.get(pool) ?? 0) + 1);
  const all = [...counts].sort(([a], [b]) => a - b);
  return all.length <= mostPools
    ? all
    : [...all.slice(0, mostPools - 1), [undefined, all.length - mostPools + 1] as const];
}

/** Of nodes that exist before and after: `+ 12 drives`. */
function changedDrives(drives: readonly DriveView[]): readonly string[] {
  return (Object.keys(changeMarks) as readonly Change[]).flatMap((kind) => {
    const found = drives.filter(({ change }) => change === kind).length;
    return found === 0 ? [] : [marked(count(found, 'drive'), kind)];
  });
}

function drivesOf({ controllers }: NodeGroup['members'][number]): readonly DriveView[] {
  return controllers.flatMap(({ data, metaData }) => [
    ...data,
    ...(metaData === undefined ? [] : [metaData]),
  ]);
}
