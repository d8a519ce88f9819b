import { portRanges, type NodeDescription } from '@hare/cdf';

/** A port that something of Hare is going to listen on. */
export interface NeededPort {
  readonly port: number;
  /** `Consul (HTTP)`, `2 ios`. */
  readonly who: string;
  /** Commands that may have it already: it runs then. */
  readonly holders: RegExp;
}

const consul = /(^|\/)consul\b/;
const ours = /(^|[/ ])(hax|(lt-)?m0\w+|motr\w*|s3server|radosgw)\b/;

/** What Consul listens on where nothing else is configured, and hctl bootstrap starts it so. */
const consulPorts: readonly (readonly [number, string])[] = [
  [8300, 'Consul (servers)'],
  [8301, 'Consul (gossip)'],
  [8302, 'Consul (gossip of servers)'],
  [8500, 'Consul (HTTP)'],
  [8600, 'Consul (DNS)'],
];

/**
 * The TCP ports that Consul and, when the node is known, the processes of a node need. On lnet Motr
 * has no ports of the system; hax's HTTP port stays.
 */
export function neededPorts(node: NodeDescription | undefined): readonly NeededPort[] {
  const ranges =
    node === undefined
      ? []
      : portRanges(node).filter(({ who }) => node.transportType !== 'lnet' || who.includes('HTTP'));
  return [
    ...ranges.flatMap(({ first, last, who }) =>
      Array.from({ length: last - first + 1 }, (_, index): NeededPort => ({
        port: first + index,
        who,
        holders: ours,
      })),
    ),
    ...consulPorts.map(([port, who]): NeededPort => ({ port, who, holders: consul })),
  ];
}
