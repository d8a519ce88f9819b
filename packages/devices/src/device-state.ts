import type { DeviceRegion } from './device-region.js';

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
  /** Why it cannot be opened or read: `open failed with EIO`. */
  readonly unreadable?: string | undefined;
  readonly isReadOnly?: boolean | undefined;
  /** Its first or last MiB is not all zero, and no signature says what that is. */
  readonly holdsUnknownData?: boolean | undefined;
  /** A medium that can be taken out: a card, a USB stick. */
  readonly isRemovable?: boolean | undefined;
  /**
   * Tables of this machine that name it, or something on it, though it is not in use: `/etc/fstab`.
   */
  readonly namedIn?: readonly string[] | undefined;
  /** Which part of which drive it is, if that is known. */
  readonly region?: DeviceRegion | undefined;
  /** Numbers of the devices that it is built on. */
  readonly below?: readonly string[] | undefined;
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
  | {
      readonly kind: 'holder';
      readonly device: string;
      readonly by: string;
      readonly type: HolderType;
    };

export type HolderType =
  'lvm' | 'md' | 'crypt' | 'multipath' | 'bcache' | 'loop' | 'device-mapper' | 'other';
