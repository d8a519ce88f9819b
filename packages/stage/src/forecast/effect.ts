/** One thing that a stage would write, wipe or start: what `hare_setup plan` tells beforehand. */
export type Effect = FileEffect | KeysEffect | DeviceEffect | ClusterEffect;

export interface FileEffect {
  readonly kind: 'file';
  readonly path: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
  /**
   * What it holds now, and what it would hold, where that is known beforehand. Later stages of a
   * plan read the latter.
   */
  readonly before?: string | undefined;
  readonly text?: string | undefined;
}

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

export interface DeviceEffect {
  readonly kind: 'device';
  /** Host name of its node. */
  readonly node: string;
  readonly path: string;
  readonly role: 'data' | 'log' | 'metadata';
  /** As it is now; undefined for a device of another node, which cannot be looked at from here. */
  readonly state?: DeviceLook | undefined;
  /** `refuse`: it would have to be formatted and must not be, so that nothing at all is. */
  readonly action: 'format' | 'keep' | 'refuse';
  readonly because: string;
  /** Why it must not be used. */
  readonly problems: readonly string[];
}

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

/** What is told of a device as it is now: a part of the state that @hare/devices finds. */
export interface DeviceLook {
  readonly opened: string;
  readonly kind: 'missing' | 'block' | 'file' | 'other';
  readonly realPath?: string | undefined;
  readonly identity: {
    readonly id?: string | undefined;
    readonly serial?: string | undefined;
    readonly sizeBytes?: number | undefined;
  };
  readonly uses: readonly DeviceLookUse[];
  readonly busy: boolean;
  readonly signatures: readonly string[];
  readonly holdsUnknownData?: boolean | undefined;
}

export type DeviceLookUse =
  | { readonly kind: 'mount'; readonly at: string }
  | { readonly kind: 'swap' }
  | { readonly kind: 'holder'; readonly by: string; readonly type: string };
