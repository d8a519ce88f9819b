/** What a stage would do to the keys of a KV. */
export interface KeysEffect {
  readonly kind: 'keys';
  /** The KV's URL. */
  readonly kv: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Set when they are not written by the stage itself: who does, and when. */
  readonly deferred?: string | undefined;
}

/** That a stage would start the cluster. */
export interface ClusterEffect {
  readonly kind: 'cluster';
  /** Whether the devices are formatted when it is started. */
  readonly mkfs: boolean;
  readonly because: string;
  /** What is started, as `node: service`. */
  readonly services: readonly string[];
  /** False: the stage shuts it down again. */
  readonly staysUp: boolean;
}

declare module '@hare/stage' {
  interface Effects {
    keys: KeysEffect;
    cluster: ClusterEffect;
  }
}
