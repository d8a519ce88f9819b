/** What a made-up cluster has; everything is optional. */
export interface MadeUpClusterOptions {
  /** Data nodes, with `cvgs` controllers of `disks` data devices each. */
  readonly nodes?: number;
  readonly cvgs?: number;
  readonly disks?: number;
  /** Further nodes that run clients only. */
  readonly clientNodes?: number;
  readonly storageSets?: number;
  readonly logs?: boolean;
  readonly n?: number;
  readonly k?: number;
  readonly s?: number;
}

export interface MadeUpNode {
  readonly hostname: string;
  readonly cvg?: readonly {
    readonly devices: {
      readonly metadata: readonly string[];
      readonly data: readonly string[];
      readonly log?: readonly string[];
    };
  }[];
}

export interface MadeUpCluster {
  /** A ConfStore of dialect node; machine-id → node. */
  readonly confstore: { readonly node: Readonly<Record<string, MadeUpNode>> };
  readonly facts: {
    readonly machine_id: string | undefined;
    readonly kv: Readonly<Record<string, unknown>>;
  };
}

/**
 * A made-up cluster as a ConfStore of dialect node and the facts about its machines, both as plain
 * data. The same options give the same cluster.
 */
export function makeCluster(options?: MadeUpClusterOptions): MadeUpCluster;
