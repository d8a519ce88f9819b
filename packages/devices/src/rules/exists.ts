import { deviceProblem, type DeviceRule } from './device-rule.js';

/** The device exists. */
export const exists: DeviceRule = (device) =>
  device.kind === 'missing'
    ? deviceProblem(
        'DEVICE_MISSING',
        device,
        `does not exist${device.opened === device.path ? '' : ` (${device.opened})`}`,
        'connect the drive, or correct its path in the ConfStore: lsblk',
      )
    : undefined;
