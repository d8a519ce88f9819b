import { regionsOverlap } from '../device-region.js';
import type { DeviceState } from '../device-state.js';
import { deviceProblem, type DeviceRule } from './device-rule.js';

/**
 * No other path of the CDF leads to the same device, to the drive that it is on, or to something
 * built on it.
 */
export const isNamedOnce: DeviceRule = (device, { all }) => {
  for (const other of all) {
    const what = other.path === device.path ? undefined : sameStorage(device, other);
    if (what === undefined) continue;
    return deviceProblem(
      'DEVICE_NAMED_TWICE',
      device,
      what,
      'list every drive only once in the ConfStore',
    );
  }
  return undefined;
};

function sameStorage(device: DeviceState, other: DeviceState): string | undefined {
  const { realPath, number, below = [], region } = device;
  const isSame = (one: string | undefined, another: string | undefined): boolean =>
    one !== undefined && one === another;
  if (isSame(realPath, other.realPath) || isSame(number, other.number)) {
    return `is the same device as ${other.path} (${realPath ?? number ?? ''})`;
  }
  if (other.number !== undefined && below.includes(other.number)) return `is on ${other.path}`;
  if (number !== undefined && other.below?.includes(number) === true)
    return `contains ${other.path}`;
  if (region === undefined || other.region === undefined || !regionsOverlap(region, other.region))
    return undefined;
  return `is the same drive as ${other.path}: both are ${region.drive}`;
}
