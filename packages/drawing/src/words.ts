import type { ClusterView, EnclosureView, PoolView } from './cluster-view.js';

/** `3 disks`, `1 disk`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

/**
 * Bytes in binary units with at most one digit behind the point: `9.1 TiB`; `?` when unknown.
 * @example size(10 * 1024 ** 4) // => '10 TiB'
 */
export function size(bytes: number | undefined): string {
  if (bytes === undefined) return '?';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const number = value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1);
  return `${number} ${units[unit] ?? ''}`;
}

/** `3 nodes, 6 controllers, 48 disks, 480 GiB`. */
export function clusterLine(view: ClusterView): string {
  return [
    count(view.enclosures.length, 'node'),
    count(view.controllers, 'controller'),
    count(view.disks, 'disk'),
    ...(view.bytes === undefined ? [] : [size(view.bytes)]),
  ].join(', ');
}

/** What a node runs besides its controllers: `confd, 2 motr_client`. */
export function processLine(enclosure: EnclosureView): string {
  return [
    ...(enclosure.confd ? ['confd'] : []),
    ...enclosure.clients.map(({ name, instances }) => `${instances} ${name}`),
  ].join(', ');
}

/** What failures a pool survives: `1 node, 1 controller or 2 disks`; `nothing`. */
export function toleranceLine({ tolerates: { nodes, controllers, disks } }: PoolView): string {
  const parts = [
    ...(nodes > 0 ? [count(nodes, 'node')] : []),
    ...(controllers > 0 ? [count(controllers, 'controller')] : []),
    ...(disks > 0 ? [count(disks, 'disk')] : []),
  ];
  return parts.length === 0
    ? 'nothing'
    : [parts.slice(0, -1).join(', '), parts.at(-1)].filter((part) => part !== '').join(' or ');
}
