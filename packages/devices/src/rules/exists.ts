import { deviceProblem, type DeviceRule } from './device-rule.js';

/** The device is there. */
export const exists: DeviceRule = (device) =>
  device.kind === 'missing'
    ? deviceProblem(
        'DEVICE_MISSING',
        device,
        `does not exist${device.opened === device.path ? '' : ` (${device.opened})`}`,
        'correct the path in the ConfStore, or connect the drive; what there is: lsblk',
      )
    : undefined;
