import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  DEVICE_MISSING: {
    about: 'A device that the ConfStore names for this node does not exist.',
    remedy:
      'Connect the drive, or correct its path in the ConfStore and run config again: lsblk -o PATH,SIZE,MODEL,SERIAL',
  },
  DEVICE_NOT_BLOCK: {
    about: 'The path of a device is a file, a folder or a character device.',
    remedy:
      'Name a whole drive, a partition or a volume; where files are meant, as in tests: HARE_DEVICES_ALLOW_FILES=true hare_setup STAGE',
  },
  DEVICE_NAMED_TWICE: {
    about:
      'Two paths of the ConfStore lead to the same storage: two names of one device, two paths to one LUN (the same world-wide id), a disk and its own partition, or a volume and the device below it.',
    remedy:
      'Name every drive once in the ConfStore, then run config again: lsblk -o PATH,PKNAME,WWN,SERIAL',
  },
  DEVICE_HOLDS_SYSTEM: {
    about: 'The device, or a volume on it, holds the running system.',
    remedy:
      'It can never be a drive for Motr: correct the ConfStore, then run config again: findmnt -no SOURCE /',
  },
  DEVICE_MOUNTED: {
    about: 'The device or a partition of it is mounted.',
    remedy: 'If its data may go: unmount it and remove it from /etc/fstab: umount DEVICE',
  },
  DEVICE_SWAP: {
    about: 'The device or a partition of it is swap in use.',
    remedy: 'If it may go: switch it off and remove it from /etc/fstab: swapoff DEVICE',
  },
  DEVICE_MEMBER: {
    about: 'The device belongs to LVM, md RAID, multipath or another layer, assembled or not.',
    remedy:
      'See what uses it, take it out of there, and wipe what remains if its data may go: lsblk DEVICE; wipefs --all DEVICE',
  },
  DEVICE_BUSY: {
    about: 'A process or the kernel holds the device open exclusively.',
    remedy: 'Find out what holds it and end that: lsblk DEVICE; fuser -v DEVICE',
  },
  DEVICE_SIGNATURE: {
    about:
      'The device is not in use, but carries the signature of a file system, partition table or the like that is not of Motr.',
    remedy: 'Look at what is on it; only if that may be lost: wipefs DEVICE; wipefs --all DEVICE',
  },
  DEVICE_CHANGED: {
    about:
      'The device has another serial number, id or size than the one that config saw under this name; names such as /dev/sdb move at boot.',
    remedy:
      'Name drives by /dev/disk/by-id in the ConfStore, then run config again: ls -l /dev/disk/by-id',
  },
  DEVICE_UNREADABLE: {
    about:
      'The device, or what the kernel knows about its use, cannot be opened or read: no permission, no medium, a limit of this process, or a drive that does not answer. The message gives the system call and the error.',
    remedy:
      'Run as root; if the error remains, the drive may be broken: dmesg | grep -i "i/o error"; smartctl -H DEVICE',
  },
  DEVICE_READ_ONLY: {
    about: 'The kernel holds the device, or the disk that it is on, write-protected.',
    remedy:
      'Remove the write protection, on the drive or in the kernel, or correct the ConfStore: blockdev --setrw DEVICE',
  },
  DEVICE_TOO_SMALL: {
    about:
      'The device is smaller than 4 MiB, or empty: an empty slot, an extended partition or an unset loop device, never a drive for Motr.',
    remedy:
      'Name a drive of full size in the ConfStore, then run config again: lsblk -o PATH,SIZE,TYPE',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
