/** A cluster as pictures and tables show it: plain data, made by whoever reads a cluster. */
export interface ClusterView {
  readonly enclosures: readonly EnclosureView[];
  readonly pools: readonly PoolView[];
  readonly controllers: number;
  readonly disks: number;
  /** Of all data devices; undefined when not every size is known. */
  readonly bytes: number | undefined;
}

/** A node with what it runs. */
export interface EnclosureView {
  readonly hostname: string;
  readonly confd: boolean;
  readonly clients: readonly { readonly name: string; readonly instances: number }[];
  readonly controllers: readonly ControllerView[];
  readonly bytes: number | undefined;
  /** The storage set that the node belongs to, where the cluster has such. */
  readonly storageSet?: string;
  /** In a comparison. */
  readonly change?: Change;
}

/** What became of a thing between two views; absent: nothing. */
export type Change = 'added' | 'removed' | 'changed';

export interface ControllerView {
  readonly data: readonly DriveView[];
  readonly log: readonly DriveView[];
  readonly metaData: DriveView | undefined;
}

export interface DriveView {
  readonly path: string;
  readonly bytes: number | undefined;
  /** Position in `pools` of the first pool that the drive belongs to. */
  readonly pool: number | undefined;
  readonly change?: Change;
}

export interface PoolView {
  readonly name: string;
  readonly type: 'sns' | 'dix' | 'md';
  /** `N+K+S` */
  readonly layout: string;
  readonly drives: number;
  readonly nodes: number;
  readonly tolerates: {
    readonly nodes: number;
    readonly controllers: number;
    readonly disks: number;
  };
  /**
   * What clients can store: N of N+K+S units; undefined for pools without data and for unknown
   * sizes.
   */
  readonly usableBytes: number | undefined;
  readonly change?: Change;
}

/** The pools of a profile. */
export interface ProfileView {
  readonly name: string;
  readonly pools: readonly string[];
}
