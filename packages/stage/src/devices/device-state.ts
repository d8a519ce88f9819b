/** What a device path means on this machine right now. */
export interface DeviceState {
  /** As the CDF writes it. */
  readonly path: string;
  /** What was looked at: the path below `--root`. */
  readonly opened: string;
  readonly kind: 'missing' | 'block' | 'file' | 'other';
  /** Symbolic links resolved; undefined when missing. */
  readonly realPath?: string | undefined;
  /** Major and minor number of a block device: `8:16`. */
  readonly number?: string | undefined;
  readonly identity: DeviceIdentity;
  /** What uses the device or anything built on it. */
  readonly uses: readonly DeviceUse[];
  /** True when the kernel does not give it to us alone. */
  readonly busy: boolean;
  /** Types of what is on it, as wipefs calls them: `xfs`, `LVM2_member`, `gpt`. */
  readonly signatures: readonly string[];
}

/** By what a device is known again under another name. */
export interface DeviceIdentity {
  /** World-wide name, or the uuid of a device-mapper device. */
  readonly id?: string | undefined;
  readonly serial?: string | undefined;
  readonly sizeBytes?: number | undefined;
}

export type DeviceUse =
  /** A file system of the device, or of a partition or volume on it, is mounted. */
  | { readonly kind: 'mount'; readonly device: string; readonly at: string }
  | { readonly kind: 'swap'; readonly device: string }
  /** Another block device is built on it: LVM, md, crypt, multipath, a loop device over a file. */
  | { readonly kind: 'holder'; readonly device: string; readonly by: string; readonly type: HolderType };

export type HolderType = 'lvm' | 'md' | 'crypt' | 'multipath' | 'loop' | 'device-mapper' | 'other';
