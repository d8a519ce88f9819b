import type { SimulatedCluster } from './simulated-cluster.js';

/**
 * How far a cluster has come up; only `running` is whole, the others are what a bootstrap that
 * ended early leaves behind.
 */
export type Phase = 'consul' | 'hax' | 'mkfs' | 'services' | 'running';

/** What is kept in `cluster.json` while anything of a cluster is up; no file: all is down. */
export interface ClusterState {
  readonly phase: Phase;
  readonly cluster: SimulatedCluster;
  /** When services that are slow to start are started, ms since 1970. */
  readonly readyAtMs: number;
  readonly xprt: string;
  /** Bootstrap starts the clients too, as that of Hare did until February 2022. */
  readonly startsClients: boolean;
  /** The CDF, or the folder of generated configuration. */
  readonly source: string;
  /** How many more times shutdown has to be called. */
  readonly shutdownsLeft?: number | undefined;
}

/** True when hax runs: `hctl status` then says that the cluster runs on this node. */
export function haxRuns(state: ClusterState | undefined): state is ClusterState {
  return state !== undefined && state.phase !== 'consul';
}
