import { deviceProblem, type DeviceRule } from './device-rule.js';

/** The device can be opened and read. */
export const isReadable: DeviceRule = (device) =>
  device.unreadable === undefined
    ? undefined
    : deviceProblem(
        'DEVICE_UNREADABLE',
        device,
        `cannot be read: ${device.unreadable}`,
        hintFor(device.unreadable, device.path),
      );

function hintFor(why: string, path: string): string {
  if (/E(ACCES|PERM)\b/.test(why))
    return 'run as root, and outside a container without access to devices';
  if (/E[MN]FILE\b/.test(why)) return 'raise the limit of open files: ulimit -n 4096';
  if (/ENOMEDIUM\b/.test(why)) return `insert the medium, or correct the ConfStore: lsblk ${path}`;
  const look = `dmesg | tail; smartctl -H ${path}`;
  return `see what the kernel reports, and replace the drive if it is broken: ${look}`;
}
