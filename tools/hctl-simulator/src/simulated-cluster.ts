/** The cluster of a configuration, as `hctl status` would show it when all is well. */
export interface SimulatedCluster {
  readonly nodes: readonly { readonly name: string; readonly services: readonly SimulatedService[]; readonly devices: readonly SimulatedDevice[] }[];
  readonly pools: readonly { readonly fid: string; readonly name: string }[];
  readonly profiles: readonly { readonly fid: string; readonly name: string; readonly pools: readonly string[] }[];
}

export interface SimulatedService {
  readonly name: string;
  readonly fid: string;
  readonly ep: string;
  /** Runs by itself once the cluster is up; other clients are slots. */
  readonly runs: boolean;
}

export interface SimulatedDevice {
  readonly path: string;
  readonly holds: 'data' | 'metadata';
}
