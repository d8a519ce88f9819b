import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  DEVICE_MISSING: {
    about: 'A device of this node does not exist.',
    remedy:
      'Connect the drive, or correct its path in the ConfStore and run config: lsblk -o ' +
      'PATH,SIZE,MODEL,SERIAL',
  },
  DEVICE_NOT_BLOCK: {
    about: 'The device path is a file, a directory or a character device.',
    remedy:
      'Use a drive, a partition or a volume; to allow files for tests: ' +
      'HARE_DEVICES_ALLOW_FILES=true hare_setup STAGE',
  },
  DEVICE_NAMED_TWICE: {
    about:
      'Two paths in the ConfStore lead to the same storage: two names of one device, two ' +
      'paths to one LUN (same world-wide id), a disk and its partition, or a volume and ' +
      'its disk.',
    remedy:
      'Name each drive once in the ConfStore, then run config: lsblk -o PATH,PKNAME,WWN,SERIAL',
  },
  DEVICE_HOLDS_SYSTEM: {
    about: 'The device contains the running system.',
    remedy: 'Use another drive in the ConfStore, then run config: findmnt -no SOURCE /',
  },
  DEVICE_MOUNTED: {
    about: 'The device or one of its partitions is mounted.',
    remedy:
      'Check what is on it; if Motr may overwrite it, unmount it and remove it from ' +
      '/etc/fstab: umount DEVICE',
  },
  DEVICE_SWAP: {
    about: 'The device or one of its partitions is active swap.',
    remedy: 'Turn the swap off and remove it from /etc/fstab: swapoff DEVICE',
  },
  DEVICE_MEMBER: {
    about: 'The device belongs to LVM, md RAID, multipath or a similar layer, active or not.',
    remedy: 'Find out what uses it and remove it from there, or use another drive: lsblk DEVICE',
  },
  DEVICE_BUSY: {
    about: 'A process or the kernel has opened the device exclusively.',
    remedy: 'Find out what uses the device and stop it: lsblk DEVICE; fuser -v DEVICE',
  },
  DEVICE_SIGNATURE: {
    about:
      'The device is not in use, but has a signature that is not from Motr, such as a file ' +
      'system or a partition table.',
    remedy:
      'Check what is on it; if you do not need it, remove the signature yourself: wipefs DEVICE',
  },
  DEVICE_CHANGED: {
    about:
      'The serial number, id or size of the device differs from what config recorded under ' +
      'this name. Names such as /dev/sdb can change at boot.',
    remedy:
      'Name drives by /dev/disk/by-id in the ConfStore, then run config: ls -l /dev/disk/by-id',
  },
  DEVICE_UNREADABLE: {
    about:
      'The device cannot be opened or read: no permission, no medium, a limit of this ' +
      'process, or a drive that does not answer. The message gives the system call and the ' +
      'error.',
    remedy:
      'Run as root; if that fails too, check the drive: dmesg | grep -i "i/o error"; ' +
      'smartctl -H DEVICE',
  },
  DEVICE_READ_ONLY: {
    about: 'The device or its disk is write-protected.',
    remedy:
      'Remove the write protection of the drive, or use another drive: blockdev --setrw DEVICE',
  },
  DEVICE_TOO_SMALL: {
    about:
      'The device is smaller than 4 MiB: an empty slot, an extended partition or an unset ' +
      'loop device.',
    remedy: 'Name a full-size drive in the ConfStore, then run config: lsblk -o PATH,SIZE,TYPE',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
