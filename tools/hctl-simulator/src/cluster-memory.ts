import { unitsOf, formatUnits, type Unit } from './units.js';
import type { KeyValue } from './cluster-of-config.js';
import type { ClusterState } from './cluster-state.js';
import type { DataState } from './data-state.js';
import { takeBootstrapLock } from './bootstrap-lock.js';
import { kvInDocument } from './kv-document.js';
import type { StateFolder } from './state-folder.js';

/**
 * Where the state of the cluster is kept: what is up, and what is on the devices. Every call sees
 * what the calls before it left, on whichever node.
 */
export interface ClusterMemory {
  /** Undefined: nothing of a cluster is up. */
  cluster(): Promise<ClusterState | undefined>;
  setCluster(state: ClusterState | undefined): Promise<void>;
  data(): Promise<DataState>;
  setData(state: DataState): Promise<void>;
  /**
   * Two bootstraps at once are refused; the lock of a killed one is void. Answers how to free it.
   * @throws Refusal
   */
  takeBootstrapLock(): Promise<() => Promise<void>>;
  /** Units that no shutdown stopped. */
  left(): Promise<readonly Unit[]>;
  setLeft(units: readonly Unit[]): Promise<void>;
  /**
   * `hctl bootstrap --mkfs`: Hare's data in Consul is deleted, then the configuration imported.
   * Undefined: hctl generated one from a CDF, which is not simulated.
   */
  renewKv(pairs: readonly KeyValue[] | undefined): Promise<void>;
  /**
   * What Consul has of the configuration, which counts without --mkfs; undefined where no Consul is
   * simulated.
   */
  keys(): Promise<readonly KeyValue[] | undefined>;
  /** What a running Hare writes to its KV: the leader, and the states of processes. */
  noteProcesses(
    state: Pick<ClusterState, 'cluster' | 'startsClients'>,
    change: 'STARTED' | 'STOPPED',
  ): Promise<void>;
}

/**
 * A cluster of one machine: its state is in the folder. Without a file for its KV, there is nothing
 * to import to.
 */
export function clusterInFolder(folder: StateFolder, kvFile?: string): ClusterMemory {
  const writeUnits = (): void =>
    folder.setUnits(formatUnits(unitsOf(folder.cluster(), folder.left())));
  return {
    cluster: () => Promise.resolve(folder.cluster()),
    setCluster: async (state) => {
      await folder.setCluster(state);
      writeUnits();
    },
    left: () => Promise.resolve(folder.left()),
    setLeft: async (units) => {
      await folder.setLeft(units);
      writeUnits();
    },
    data: () => Promise.resolve(folder.data()),
    setData: (state) => folder.setData(state),
    takeBootstrapLock: async () => {
      const release = takeBootstrapLock(folder.folder);
      return Promise.resolve(() => Promise.resolve(release()));
    },
    ...(kvFile === undefined
      ? { renewKv: () => Promise.resolve(), keys: () => Promise.resolve(undefined) }
      : kvInDocument(kvFile)),
    noteProcesses: () => Promise.resolve(),
  };
}
