import { deviceProblem, type DeviceRule } from './device-rule.js';

/** No other process has claimed the device; what other rules explain is left to them. */
export const isNotBusy: DeviceRule = (device) =>
  device.busy && device.uses.length === 0
    ? deviceProblem(
        'DEVICE_BUSY',
        device,
        'is in use: exclusive access is denied',
        `find out what uses it: lsblk ${device.path}; fuser -v ${device.path}`,
      )
    : undefined;
