import { deviceProblem, type DeviceRule } from './device-rule.js';

/** No other path of the CDF leads to the same device. */
export const isNamedOnce: DeviceRule = (device, { all }) => {
  if (device.realPath === undefined) return undefined;
  const other = all.find((candidate) => candidate.path !== device.path && (candidate.realPath === device.realPath || (device.number !== undefined && candidate.number === device.number)));
  return other === undefined ? undefined : deviceProblem('DEVICE_NAMED_TWICE', device, `is the same device as ${other.path} (${device.realPath})`, 'name every drive once in the ConfStore');
};
