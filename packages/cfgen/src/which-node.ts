import { readFile } from 'node:fs/promises';
import { hostname as systemHostname } from 'node:os';
import path from 'node:path';
import type { ClusterDescription } from '@hare/cdf';
import { HareError } from '@hare/base';

export interface WhichNodeOptions {
  /** Given by the user; must be a node. */
  readonly node?: string | undefined;
  /** Where `/etc/machine-id` and `/etc/hostname` are; default `/`. */
  readonly root?: string | undefined;
}

/**
 * The node of the cluster that this machine is: the one that was named, else the one with its
 * machine-id, else the one with its hostname; undefined when it is none of them.
 * @throws HareError `CFGEN_NO_NODE` when a node was named that the cluster does not have
 */
export async function whichNode(
  { nodes }: ClusterDescription,
  options: WhichNodeOptions = {},
): Promise<string | undefined> {
  if (options.node !== undefined) {
    const named = nodes.find(
      ({ hostname, machineId }) =>
        hostname === options.node || (machineId !== undefined && machineId === options.node),
    );
    if (named !== undefined) return named.hostname;
    throw noSuchNode(options.node, nodes);
  }
  const root = options.root ?? '/';
  const machineId = await firstLine(path.join(root, 'etc/machine-id'));
  const host =
    (await firstLine(path.join(root, 'etc/hostname'))) ??
    (root === '/' ? systemHostname() : undefined);
  const byMachineId = nodes.find(
    (node) =>
      machineId !== undefined &&
      node.machineId?.replaceAll('-', '').toLowerCase() === machineId.toLowerCase(),
  );
  return (byMachineId ?? nodes.find((node) => node.hostname.toLowerCase() === host?.toLowerCase()))
    ?.hostname;
}

export function noSuchNode(
  node: string,
  nodes: readonly { readonly hostname: string }[],
): HareError {
  const first = nodes.slice(0, 20).map(({ hostname }) => hostname);
  return new HareError('CFGEN_NO_NODE', `node ${node} is not in the cluster`, {
    hint: `use one of ${first.join(', ')}${nodes.length > 20 ? ', …' : ''}`,
  });
}

async function firstLine(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [line = ''] = text.split('\n');
  return line.trim() === '' ? undefined : line.trim();
}
