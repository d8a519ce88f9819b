import type { KeyValue } from './cluster-of-config.js';
import type { ClusterState } from './cluster-state.js';
import type { DataState } from './data-state.js';
import { takeBootstrapLock } from './bootstrap-lock.js';
import type { SimulatedCluster } from './simulated-cluster.js';
import type { StateFolder } from './state-folder.js';

/** Where the state of the cluster is kept: what is up, and what is on the devices. Every call sees what the calls before it left, on whichever node. */
export interface ClusterMemory {
  /** Undefined: nothing of a cluster is up. */
  cluster(): Promise<ClusterState | undefined>;
  setCluster(state: ClusterState | undefined): Promise<void>;
  data(): Promise<DataState>;
  setData(state: DataState): Promise<void>;
  /** Two bootstraps at once are refused; the lock of a killed one is void. Answers how to free it. @throws Refusal */
  takeBootstrapLock(): Promise<() => Promise<void>>;
  /** `hctl bootstrap -c DIR` imports the folder's `consul-kv.json`. */
  importKv(pairs: readonly KeyValue[]): Promise<void>;
  /** What a running Hare writes to its KV: the leader, and the states of processes. */
  noteProcesses(cluster: SimulatedCluster, state: 'STARTED' | 'STOPPED'): Promise<void>;
}

/** A cluster of one machine: its state is in the folder, and no Consul is there to import to. */
export function clusterInFolder(folder: StateFolder): ClusterMemory {
  return {
    cluster: () => Promise.resolve(folder.cluster()),
    setCluster: (state) => folder.setCluster(state),
    data: () => Promise.resolve(folder.data()),
    setData: (state) => folder.setData(state),
    takeBootstrapLock: async () => {
      const release = takeBootstrapLock(folder.folder);
      return Promise.resolve(() => Promise.resolve(release()));
    },
    importKv: () => Promise.resolve(),
    noteProcesses: () => Promise.resolve(),
  };
}
