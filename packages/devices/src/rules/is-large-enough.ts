import { formatBytes } from '../describe-device.js';
import { deviceProblem, type DeviceRule } from './device-rule.js';

/**
 * The smallest device that is taken for a drive: 4 MiB. Motr needs far more for real work, how much
 * depends on its settings. Below this there is not even room for the superblock and one group of
 * blocks: such a device is an empty slot, an extended partition, a BIOS boot partition or an unset
 * loop.
 */
export const smallestDeviceBytes = 4 * 2 ** 20;

/** The device has room for Motr's data. */
export const isLargeEnough: DeviceRule = (device) => {
  const { sizeBytes } = device.identity;
  if (
    sizeBytes === undefined ||
    sizeBytes >= smallestDeviceBytes ||
    device.unreadable !== undefined
  )
    return undefined;
  const size = sizeBytes === 0 ? 'has size 0' : `is too small: ${formatBytes(sizeBytes)}`;
  return deviceProblem(
    'DEVICE_TOO_SMALL',
    device,
    `${size}; Motr needs at least ${formatBytes(smallestDeviceBytes)}`,
    `use a full-size drive in the ConfStore: lsblk ${device.path}`,
  );
};
