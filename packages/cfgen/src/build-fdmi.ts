import type { FdmiFilterDescription } from '@hare/cdf';
import { HareError } from '@hare/base';
import type { BuildContext } from './build-context.js';
import type { BuiltNode } from './build-node.js';
import type { Fid } from './fid.js';

/**
 * Makes per FDMI filter a group and the filter itself, which sends to one client process of the
 * named node; `client_index` counts the node's client processes from 0, s3 clients excepted.
 * @throws HareError `CFGEN_FDMI_CLIENT` when there is no such node or client.
 */
export function buildFdmi(
  context: BuildContext,
  filters: readonly FdmiFilterDescription[],
  nodes: readonly BuiltNode[],
  dixPver: Fid<'pver'>,
): Fid<'fdmi_flt_grp'>[] {
  return filters.map((filter) => {
    const node = nodes.find(({ source }) => source.hostname === filter.node);
    const clients =
      node?.processes.filter(
        (process) => process.kind === 'client' && process.clientName !== 'm0_client_s3',
      ) ?? [];
    const client = clients[filter.clientIndex];
    if (node === undefined || client === undefined) {
      const what =
        node === undefined
          ? `node ${filter.node} does not exist`
          : `node ${filter.node} has no client ${filter.clientIndex}, only ${clients.length}`;
      throw new HareError('CFGEN_FDMI_CLIENT', `FDMI filter ${filter.name}: ${what}`, {
        hint: 'correct node and client_index (counted from 0) of the filter',
      });
    }
    const group = context.take('fdmi_flt_grp');
    const fid = context.take('fdmi_filter');
    context.objects.push(
      { ...group, filters: [fid] },
      {
        ...fid,
        node: node.fid,
        dixPver,
        substrings: filter.substrings ?? [],
        endpoint: client.endpoint.text,
      },
    );
    return group;
  });
}
