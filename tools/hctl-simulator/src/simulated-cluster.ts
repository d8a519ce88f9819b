/** The cluster of a configuration, as `hctl status` would show it when all is well. */
export interface SimulatedCluster {
  readonly nodes: readonly {
    readonly name: string;
    readonly services: readonly SimulatedService[];
    readonly devices: readonly SimulatedDevice[];
  }[];
  readonly pools: readonly { readonly fid: string; readonly name: string }[];
  readonly profiles: readonly {
    readonly fid: string;
    readonly name: string;
    readonly pools: readonly string[];
  }[];
}

export interface SimulatedService {
  readonly name: string;
  readonly fid: string;
  readonly ep: string;
  /**
   * `server`: hax, confd, ioservice, which bootstrap starts; `client`: serves users, and bootstrap
   * of older Hare starts it too; `slot`: for a program of an administrator.
   */
  readonly kind: 'server' | 'client' | 'slot';
}

export interface SimulatedDevice {
  readonly path: string;
  readonly holds: 'data' | 'metadata';
}
