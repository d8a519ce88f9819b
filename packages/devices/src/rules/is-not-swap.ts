import { deviceProblem, type DeviceRule } from './device-rule.js';

/** Neither the device nor a partition or volume on it is swap in use. */
export const isNotSwap: DeviceRule = (device) => {
  const swap = device.uses.find((use) => use.kind === 'swap');
  return swap === undefined
    ? undefined
    : deviceProblem(
        'DEVICE_SWAP',
        device,
        `is active swap (${swap.device})`,
        `remove it from /etc/fstab and turn it off: swapoff ${device.path}`,
      );
};
