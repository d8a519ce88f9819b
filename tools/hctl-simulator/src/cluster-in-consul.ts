import { ConsulKv, packTransactions, storePrefix, type KvOperation } from '@hare/consul';
import { isHareError, parseStoreUrl } from '@hare/base';
import { isAlive } from './bootstrap-lock.js';
import type { ClusterMemory } from './cluster-memory.js';
import type { ClusterState } from './cluster-state.js';
import { type DataState, noData } from './data-state.js';
import { haresKeys } from './hares-keys.js';
import { Refusal } from './refusal.js';
import type { SimulatedService } from './simulated-cluster.js';
import type { Unit } from './units.js';

/**
 * Keys of the simulation itself, below the prefix of Hare's: they represent the devices and
 * processes of all nodes, and are not shared.
 */
export const simulatorFolder = 'hctl-simulator/';

/**
 * A cluster of several machines: its state is in the KV of their Consul, so that hctl says and does
 * the same on each of them. That Consul is not started or stopped.
 */
export function clusterInConsul(url: string): ClusterMemory {
  const { authority, path } = parseStoreUrl(url);
  const kv = ConsulKv.at(authority);
  const hare = storePrefix(path);
  const own = (name: string): string => `${hare}${simulatorFolder}${name}`;
  const change = async (operations: readonly KvOperation[]): Promise<void> => {
    for (const { body } of packTransactions(operations)) {
      if (!(await kv.write(body, true))) throw new Refusal('Consul refuses to write');
    }
  };
  const read = async <T>(name: string): Promise<T | undefined> => {
    const text = (await kv.get(own(name)))?.text;
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  const write = (name: string, value: unknown): Promise<void> =>
    change([{ verb: 'set', key: own(name), text: JSON.stringify(value) }]);
  return {
    cluster: () => read<ClusterState>('cluster'),
    setCluster: (state) =>
      state === undefined
        ? change([{ verb: 'delete', key: own('cluster') }])
        : write('cluster', state),
    data: async () => (await read<DataState>('data')) ?? noData,
    setData: (state) => write('data', state),
    takeBootstrapLock: async () => {
      const held = await kv.get(own('bootstrap'));
      const holder = Number(held?.text ?? 0);
      const taken = isAlive(holder)
        ? false
        : await kv.put(own('bootstrap'), String(process.pid), { index: held?.modifyIndex ?? 0 });
      if (!taken)
        throw new Refusal(
          `another hctl bootstrap (pid ${holder === 0 ? 'not known' : holder}) is running`,
        );
      return () => change([{ verb: 'delete', key: own('bootstrap') }]);
    },
    left: async () => (await read<readonly Unit[]>('left')) ?? [],
    setLeft: (units) => write('left', units),
    renewKv: async (pairs = []) => {
      const present = (await kv.tree(hare)).entries.map(({ key, text }) => ({
        key: key.slice(hare.length),
        text,
      }));
      await change(haresKeys(present).map((key) => ({ verb: 'delete', key: hare + key })));
      await change(
        pairs.map(({ key, value }) => ({ verb: 'set', key: hare + key, text: String(value) })),
      );
    },
    keys: async () =>
      (await kv.tree(hare)).entries.map(({ key, text }) => ({
        key: key.slice(hare.length),
        value: text,
      })),
    noteProcesses: async ({ cluster, startsClients }, state) => {
      const isStarted = ({ kind }: SimulatedService): boolean =>
        kind === 'server' || (kind === 'client' && startsClients);
      const fids = new Set(
        cluster.nodes.flatMap(({ services }) => services.filter(isStarted).map(({ fid }) => fid)),
      );
      const configured = state === 'STARTED' ? (await kv.tree(`${hare}m0conf/`)).entries : [];
      await change([
        {
          verb: 'set',
          key: `${hare}leader`,
          text: state === 'STARTED' ? (cluster.nodes[0]?.name ?? '') : '',
        },
        ...[...fids].map((fid): KvOperation => ({
          verb: 'set',
          key: `${hare}processes/${fid}`,
          text: JSON.stringify({ state: `M0_CONF_HA_PROCESS_${state}` }),
        })),
        ...configured.flatMap(({ key, text }): KvOperation[] =>
          text.includes('"M0_NC_UNKNOWN"')
            ? [{ verb: 'set', key, text: text.replace('"M0_NC_UNKNOWN"', '"online"') }]
            : [],
        ),
      ]);
    },
  };
}

/** What a call of hctl says when the KV does not answer: without its Consul no cluster runs. */
export function withoutConsul(error: unknown): unknown {
  if (!isHareError(error)) return error;
  return new Refusal(
    error.code === 'CONSUL_UNREACHABLE' ? 'Cluster is not running' : error.message,
  );
}
