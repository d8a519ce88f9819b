import { quoted } from '@hare/base/schema';
import type { NodeDescription } from '../model.js';
import { portRanges } from '../port-ranges.js';
import type { Rule } from './rule.js';

/** On libfab no two processes of a node get the same port. */
export const portsRule: Rule = (model, report) => {
  for (const [i, node] of model.nodes.entries()) {
    if (
      (node.transportType ?? 'libfab') !== 'libfab' ||
      node.m0Servers.filter((server) => server.runsConfd === true).length > 1
    )
      continue;
    const path = [
      'nodes',
      i,
      node.networkPorts === undefined ? 'm0_servers' : 'network_ports',
    ] as const;
    const reads = [['nodes', i]];
    const ranges = [...portRanges(node)].sort((a, b) => a.first - b.first || a.last - b.last);
    for (const [r, range] of ranges.entries()) {
      if (range.last > 65535)
        report.error(
          'CDF_PORT_RANGE',
          path,
          `${nameOf(node)}: ${range.who} get ports up to ${range.last}; the highest port is 65535`,
          'choose a lower base port, or fewer processes',
          reads,
        );
      const next = ranges[r + 1];
      if (next === undefined || next.first > range.last) continue;
      report.error(
        'CDF_PORT_COLLISION',
        path,
        `${nameOf(node)}: ${describe(range)} and ${describe(next)} overlap at port ${next.first}`,
        'choose base ports further apart in network_ports',
        reads,
      );
    }
  }
};

function nameOf(node: NodeDescription): string {
  return `node ${quoted(node.hostname)}`;
}

function describe(range: {
  readonly first: number;
  readonly last: number;
  readonly who: string;
}): string {
  return range.first === range.last
    ? `${range.who} at ${range.first}`
    : `${range.who} at ${range.first}–${range.last}`;
}
