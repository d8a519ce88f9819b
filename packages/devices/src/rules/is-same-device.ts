import { deviceProblem, type DeviceRule } from './device-rule.js';

/**
 * The device is the one that config saw under this path: by its id, else its serial number, else
 * its size.
 */
export const isSameDevice: DeviceRule = (device, { expected }) => {
  if (expected === undefined || device.kind === 'missing') return undefined;
  const known = (['id', 'serial', 'sizeBytes'] as const).find(
    (name) => expected[name] !== undefined && device.identity[name] !== undefined,
  );
  if (known === undefined || expected[known] === device.identity[known]) return undefined;
  const name = { id: 'id', serial: 'serial number', sizeBytes: 'size in bytes' }[known];
  return deviceProblem(
    'DEVICE_CHANGED',
    device,
    `differs from the device that config recorded: ${name} was ${String(expected[known])}, ` +
      `now ${String(device.identity[known])}`,
    'drive names can change at boot: use names from /dev/disk/by-id in the ConfStore, then ' +
      'run config again',
  );
};
