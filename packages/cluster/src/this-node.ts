import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { ClusterDescription, NodeDescription } from '@hare/cdf';
import type { MapStore } from '@hare/confstore';
import { HareError } from '@hare/base';
import { sameHost } from './status/same-host.js';
import type { StageContext } from '@hare/stage';
import { namesAt, textAt } from './conf-store.js';

/** By what a machine was recognised as a node. */
export type NodeKnownBy =
  /** `--node`, or the setting. */
  | 'option'
  /** A `--node` that config was given on this machine. */
  | 'recorded'
  | 'machine-id'
  | 'host-name'
  /**
   * Nothing: it is the only node of a ConfStore in the shape of RFC 20, which describes the machine
   * that it is read on (RFC 20, config, assumption 1).
   */
  | 'only-node';

/** Which node this machine is, and how sure that is. */
export interface NodeIdentity {
  readonly node: NodeDescription;
  readonly by: NodeKnownBy;
  readonly machineId: string | undefined;
  readonly host: string | undefined;
  /** What speaks against it. */
  readonly warnings: readonly string[];
}

type Context = Pick<StageContext, 'node' | 'path' | 'root'> &
  Partial<Pick<StageContext, 'recordedNode'>>;

/**
 * The node of the description that this machine is. @throws HareError `NODE_UNKNOWN` naming what
 * was looked for
 */
export async function thisNode(
  description: ClusterDescription,
  context: Context,
  store: MapStore | undefined,
): Promise<NodeDescription> {
  return (await identifyNode(description, context, store)).node;
}

/**
 * Which node this machine is: `--node`; else what config recorded of it on this machine; else by
 * machine-id, in the CDF or in the ConfStore; else by host name; else the only node of a ConfStore
 * in the shape of RFC 20, which names this machine in no way: nothing may be formatted because of
 * that.
 * @throws HareError `NODE_UNKNOWN` naming what was looked for
 */
export async function identifyNode(
  { nodes }: ClusterDescription,
  context: Context,
  store: MapStore | undefined,
): Promise<NodeIdentity> {
  const machineId = await readMachineId(context);
  const host =
    (await firstLine(context.path('/etc/hostname'))) ??
    (context.root === '' ? hostname() : undefined);
  const known = nodes.map((node) => node.hostname).join(', ');
  const identity = (
    node: NodeDescription,
    by: NodeKnownBy,
    warnings: readonly string[] = [],
  ): NodeIdentity => {
    return { node, by, machineId, host, warnings };
  };

  if (context.node !== undefined) {
    const found = await nodeOfName(nodes, store, context.node);
    if (found !== undefined) return identity(found, 'option');
    throw new HareError(
      'NODE_UNKNOWN',
      `node ${context.node} is not in the cluster description: ${known}`,
      {
        hint: 'use one of these nodes: --node NAME',
      },
    );
  }
  const { recordedNode } = context;
  // What was said of another machine, whose state folder was copied here, is not said of this one.
  if (recordedNode !== undefined && recordedNode.machineId === machineId) {
    const found = await nodeOfName(nodes, store, recordedNode.name);
    if (found !== undefined) return identity(found, 'recorded');
  }
  const byId = await nodeOfMachine(nodes, store, machineId);
  // Every machine calls itself localhost: that names none.
  const byName = host === undefined || isLocalhost(host) ? undefined : nodeOfHost(nodes, host);
  if (byId !== undefined) {
    const isOther = byName !== undefined && byName !== byId;
    const clash =
      `the machine-id of this machine is that of ${byId.hostname}, its host name ` +
      `${String(host)} that of ${String(byName?.hostname)} (a cloned machine?); pass the ` +
      'right node with --node';
    return identity(byId, 'machine-id', isOther ? [clash] : []);
  }
  if (byName !== undefined) return identity(byName, 'host-name');
  const about = `machine-id ${machineId ?? 'unknown'}, host name ${host ?? 'unknown'}`;
  const [only] = store === undefined ? [] : await namesAt(store, 'cluster>server_nodes');
  if (only !== undefined && nodes.length === 1 && nodes[0] !== undefined) {
    const taken =
      `neither the CDF nor the ConfStore names this machine (${about}); assuming the only node ` +
      `${nodes[0].hostname}, but init formats it only with --node ${nodes[0].hostname}`;
    return identity(nodes[0], 'only-node', [taken]);
  }
  throw new HareError('NODE_UNKNOWN', `this machine (${about}) is not one of the nodes: ${known}`, {
    hint: 'pass the name of this node: --node NAME',
  });
}

/** What identifies this system: undefined where it has none of its own yet. */
export async function readMachineId(
  context: Pick<StageContext, 'path'>,
): Promise<string | undefined> {
  const text = await firstLine(context.path('/etc/machine-id'));
  return text === undefined || text === 'uninitialized' || /^0+$/.test(text) ? undefined : text;
}

function nodeOfHost(nodes: readonly NodeDescription[], host: string): NodeDescription | undefined {
  return nodes.find((node) => sameHost(node.hostname, host));
}

async function nodeOfName(
  nodes: readonly NodeDescription[],
  store: MapStore | undefined,
  name: string,
): Promise<NodeDescription | undefined> {
  const hosts = [name, ...(store === undefined ? [] : await hostsOfName(store, name))];
  const found = hosts.map((host) => nodeOfHost(nodes, host)).find((node) => node !== undefined);
  return found ?? nodes.find((node) => node.machineId === name);
}

async function nodeOfMachine(
  nodes: readonly NodeDescription[],
  store: MapStore | undefined,
  machineId: string | undefined,
): Promise<NodeDescription | undefined> {
  if (machineId === undefined) return undefined;
  const found = nodes.find((node) => node.machineId === machineId);
  if (found !== undefined || store === undefined) return found;
  const hosts = await hostsOfMachine(store, machineId);
  return hosts.map((host) => nodeOfHost(nodes, host)).find((node) => node !== undefined);
}

function isLocalhost(host: string): boolean {
  return /^localhost(\.localdomain)?$/i.test(host);
}

async function firstLine(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n')[0]?.trim() || undefined;
}

/**
 * Host names that the ConfStore, in any of its generations, gives the node with this machine-id.
 */
async function hostsOfMachine(store: MapStore, machineId: string): Promise<readonly string[]> {
  const name = await textAt(store, `cluster>server_nodes>${machineId}`);
  const keys = ['server_node', 'node'].flatMap((map) => [
    `${map}>${machineId}>network>data>private_fqdn`,
    `${map}>${machineId}>hostname`,
  ]);
  const hosts = await Promise.all(
    [...(name === undefined ? [] : [`cluster>${name}>hostname`]), ...keys].map((key) =>
      textAt(store, key),
    ),
  );
  return hosts.filter((host) => host !== undefined);
}

/** Host names of the node that the ConfStore calls by this name. */
async function hostsOfName(store: MapStore, name: string): Promise<readonly string[]> {
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
