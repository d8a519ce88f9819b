import { deviceProblem, type DeviceRule } from './device-rule.js';

/** The kernel lets the device be written to. */
export const isWritable: DeviceRule = (device) =>
  device.isReadOnly === true
    ? deviceProblem(
        'DEVICE_READ_ONLY',
        device,
        'is read-only',
        `remove the write protection, or use another drive: blockdev --setrw ${device.path}`,
      )
    : undefined;
