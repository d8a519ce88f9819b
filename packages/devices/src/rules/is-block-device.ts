import { deviceProblem, type DeviceRule } from './device-rule.js';

/** The device is a block device; a file only where the settings allow it. */
export const isBlockDevice: DeviceRule = (device, { allowFiles }) => {
  if (device.kind === 'other' && device.unreadable === undefined)
    return deviceProblem(
      'DEVICE_NOT_BLOCK',
      device,
      'is neither a block device nor a file',
      'use a drive, a partition or a volume',
    );
  if (device.kind === 'file' && !allowFiles)
    return deviceProblem(
      'DEVICE_NOT_BLOCK',
      device,
      'is a file, not a block device',
      'use a drive; to allow files for tests: HARE_DEVICES_ALLOW_FILES=true',
    );
  return undefined;
};
