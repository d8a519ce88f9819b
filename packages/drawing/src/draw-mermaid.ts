import type {
  ClusterView,
  ControllerView,
  DriveView,
  EnclosureView,
  PoolView,
} from './cluster-view.js';
import { marked } from './change-mark.js';
import { lookOf, namesOf } from './node-groups.js';
import { count, processLine, toleranceLine } from './words.js';

/** Up to so many nodes each has its own box; beyond, nodes that look the same share one. */
const mostSingleNodes = 6;

/**
 * A cluster as a Mermaid flowchart: site, rack, enclosures with their controllers and drives, and
 * the pools they are in.
 */
export function drawMermaid(view: ClusterView): string {
  const groups = group(view.enclosures, view.enclosures.length > mostSingleNodes);
  const links: string[] = [];
  const boxes = groups.flatMap((members, g) => drawGroup(members, `e${g}`, links));
  const pools = view.pools.map((pool, p) => `  p${p}[("${drawPool(pool)}")]`);
  return (
    [
      'flowchart LR',
      '  subgraph site["site"]',
      '    subgraph rack["rack"]',
      ...boxes,
      '    end',
      '  end',
      ...pools,
      ...links,
    ].join('\n') + '\n'
  );
}

/** Enclosures that differ in nothing but their names, in the order of the first of each. */
function group(
  enclosures: readonly EnclosureView[],
  merge: boolean,
): readonly (readonly EnclosureView[])[] {
  const groups = new Map<string, EnclosureView[]>();
  for (const [i, enclosure] of enclosures.entries()) {
    const key = merge ? lookOf(enclosure) : String(i);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [enclosure]);
    else members.push(enclosure);
  }
  return [...groups.values()];
}

function drawGroup(
  members: readonly EnclosureView[],
  id: string,
  links: string[],
): readonly string[] {
  const [first] = members;
  if (first === undefined) return [];
  const processes = processLine(first);
  const label = text(marked(namesOf(members), first.change));
  const each = processes === '' ? '' : `${members.length === 1 ? '' : 'each '}${text(processes)}`;
  if (first.controllers.length === 0) return [`      ${id}["${label}<br/>${each}"]`];
  const controllers = first.controllers.flatMap((controller, c) => {
    for (const pool of poolsOf(controller)) links.push(`  ${id}c${c} --- p${pool}`);
    return [`        ${id}c${c}["${drawController(controller, c)}"]`];
  });
  return [
    `      subgraph ${id}["${label}"]`,
    ...(each === '' ? [] : [`        ${id}p(["${each}"])`]),
    ...controllers,
    '      end',
  ];
}

function drawController(controller: ControllerView, index: number): string {
  const line = (title: string, drives: readonly DriveView[]): readonly string[] =>
    drives.length === 0 ? [] : [`${title} ${text(shortNames(drives))}`];
  return [
    `controller ${index}`,
    ...line(`${count(controller.data.length, 'disk')}:`, controller.data),
    ...line('log:', controller.log),
    ...line('metadata:', controller.metaData === undefined ? [] : [controller.metaData]),
  ].join('<br/>');
}

function drawPool(pool: PoolView): string {
  return [
    text(`pool ${marked(pool.name, pool.change)}`),
    `${pool.type} ${pool.layout}, ${count(pool.drives, 'drive')}`,
    'survives the loss of',
    toleranceLine(pool).replace(/, /g, ',<br/>').replace(' or ', '<br/>or '),
  ].join('<br/>');
}

/** Last names of devices; of many the first and the last. */
function shortNames(drives: readonly DriveView[]): string {
  const short = drives.map((drive) => marked(drive.path.replace(/^.*\/(?=.)/, ''), drive.change));
  if (drives.some(({ change }) => change !== undefined)) return short.join(' ');
  return short.length > 8 ? `${short[0] ?? ''} … ${short.at(-1) ?? ''}` : short.join(' ');
}

function poolsOf(controller: ControllerView): readonly number[] {
  const pools = [
    ...controller.data,
    ...(controller.metaData === undefined ? [] : [controller.metaData]),
  ].flatMap((drive) => drive.pool ?? []);
  return [...new Set(pools)];
}

/** Text inside of a quoted Mermaid label. */
function text(value: string): string {
  return value.replace(/[&<>"#`]/g, (char) => `#${char.charCodeAt(0)};`);
}
