import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { ClusterDescription, NodeDescription } from '@hare/cdf';
import type { ConfStore } from '@hare/confstore';
import { HareError } from '@hare/confstore/error';
import { sameHost } from '@hare/hctl';
import type { StageContext } from '../stage-context.js';
import { namesAt, textAt } from './conf-store-if-any.js';

/**
 * The node of the description that this machine is: `--node`; else by machine-id, in the CDF or in the ConfStore; else by host name; else the only
 * node of a ConfStore in the shape of RFC 20, which describes the machine it is read on (RFC 20, config, assumption 1).
 * @throws HareError `NODE_UNKNOWN` naming what was looked for
 */
export async function thisNode({ nodes }: ClusterDescription, context: Pick<StageContext, 'node' | 'path' | 'root'>, store: ConfStore | undefined): Promise<NodeDescription> {
  const named = (name: string | undefined): NodeDescription | undefined => (name === undefined ? undefined : nodes.find((node) => sameHost(node.hostname, name)));
  const known = nodes.map((node) => node.hostname).join(', ');
  if (context.node !== undefined) {
    const { node } = context;
    const hosts = [node, ...(store === undefined ? [] : await hostsOfName(store, node))];
    const found = hosts.map(named).find((other) => other !== undefined) ?? nodes.find((other) => other.machineId === node);
    if (found !== undefined) return found;
    throw new HareError('NODE_UNKNOWN', `there is no node ${node} in the cluster description: ${known}`, { hint: 'name one of these: --node NAME' });
  }
  const machineId = await firstLine(context.path('/etc/machine-id'));
  const host = (await firstLine(context.path('/etc/hostname'))) ?? (context.root === '' ? hostname() : undefined);
  const hosts = machineId === undefined || store === undefined ? [] : await hostsOfMachine(store, machineId);
  const found = nodes.find((node) => node.machineId !== undefined && node.machineId === machineId) ?? hosts.map(named).find((node) => node !== undefined) ?? named(host);
  if (found !== undefined) return found;
  const [only] = store === undefined ? [] : await namesAt(store, 'cluster>server_nodes');
  if (only !== undefined && nodes.length === 1 && nodes[0] !== undefined) return nodes[0];
  throw new HareError('NODE_UNKNOWN', `this machine is none of the nodes ${known}: its machine-id is ${machineId ?? 'unknown'}, its host name ${host ?? 'unknown'}`, { hint: 'say which node it is: --node NAME' });
}

async function firstLine(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n')[0]?.trim() || undefined;
}

/** Host names that the ConfStore, in any of its generations, gives the node with this machine-id. */
async function hostsOfMachine(store: ConfStore, machineId: string): Promise<readonly string[]> {
  const name = await textAt(store, `cluster>server_nodes>${machineId}`);
  const keys = ['server_node', 'node'].flatMap((map) => [`${map}>${machineId}>network>data>private_fqdn`, `${map}>${machineId}>hostname`]);
  const hosts = await Promise.all([...(name === undefined ? [] : [`cluster>${name}>hostname`]), ...keys].map((key) => textAt(store, key)));
  return hosts.filter((host) => host !== undefined);
}

/** Host names of the node that the ConfStore calls by this name. */
async function hostsOfName(store: ConfStore, name: string): Promise<readonly string[]> {
  const rfc20 = await textAt(store, `cluster>${name}>hostname`);
  const machines = await Promise.all(
    ['server_node', 'node'].map(async (map) => {
      const ids = await namesAt(store, map);
      const names = await Promise.all(ids.map((id) => textAt(store, `${map}>${id}>name`)));
      return ids.filter((_, index) => names[index] === name);
    }),
  );
  const hosts = await Promise.all(machines.flat().map((id) => hostsOfMachine(store, id)));
  return [...(rfc20 === undefined ? [] : [rfc20]), ...hosts.flat()];
}
