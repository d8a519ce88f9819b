import { type Path, quoted } from '@hare/base/schema';
import type { NodeDescription } from '../model.js';
import type { Rule, RuleReport } from './rule.js';

const smallestLogBytes = 128 * 1024 * 1024;

/**
 * A device is used once on its node, the cluster has data devices, and log devices are big enough.
 */
export const disksRule: Rule = (model, report) => {
  for (const [i, node] of model.nodes.entries()) checkNode(node, i, report);
  if (!model.nodes.some((node) => node.m0Servers.some((server) => server.data.length > 0))) {
    report.error(
      'CDF_NO_DATA_DISK',
      ['nodes'],
      'no node has a data device',
      'add devices to io_disks.data of an m0_server',
    );
  }
};

function checkNode(node: NodeDescription, i: number, report: RuleReport): void {
  const seen = new Map<string, string>();
  const use = (device: string, server: number, ...rest: readonly (string | number)[]): void => {
    const path: Path = ['nodes', i, 'm0_servers', server, 'io_disks', ...rest];
    const place = `m0_servers[${server}].${rest[0] ?? ''}`;
    const first = seen.get(device);
    if (first === undefined) seen.set(device, place);
    else if (device !== '')
      report.error(
        'CDF_DISK_REPEATED',
        path,
        `node ${quoted(node.hostname)}: ${quoted(device)} is in ${first} and again in ${place}`,
        'use each device once per node, for one purpose',
      );
  };
  for (const [s, server] of node.m0Servers.entries()) {
    for (const [d, drive] of server.data.entries()) use(drive.path, s, 'data', d);
    for (const [d, drive] of (server.log ?? []).entries()) {
      use(drive.path, s, 'log', d);
      if (drive.sizeBytes === undefined || drive.sizeBytes >= smallestLogBytes) continue;
      report.error(
        'CDF_LOG_TOO_SMALL',
        ['nodes', i, 'm0_servers', s, 'io_disks', 'log', d],
        `node ${quoted(node.hostname)}: the log device ${quoted(drive.path)} has ` +
          `${drive.sizeBytes} bytes, must have at least ${smallestLogBytes} (128 MiB)`,
        'use a larger device, or omit it',
      );
    }
    if (server.metaData === undefined) continue;
    if (server.data.length > 0) use(server.metaData, s, 'meta_data');
    else
      report.warn(
        'CDF_META_DATA_IGNORED',
        ['nodes', i, 'm0_servers', s, 'io_disks', 'meta_data'],
        `node ${quoted(node.hostname)}: the metadata device of m0_servers[${s}] is not used, ` +
          'as the server has no data devices',
        'remove meta_data there',
      );
  }
}
