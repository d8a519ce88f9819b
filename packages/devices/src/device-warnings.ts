import type { DeviceState } from './device-state.js';

/**
 * What is worth a look before these devices are formatted, though nothing forbids it: one line
 * each. Pure.
 */
export function deviceWarnings(devices: readonly DeviceState[]): readonly string[] {
  return devices.flatMap(({ path, uses, holdsUnknownData, isRemovable, namedIn = [] }) => [
    ...(holdsUnknownData === true ? [`${path} ${unknownData(path)}`] : []),
    ...(isRemovable === true ? [`${path} is a removable medium`] : []),
    ...(uses.length > 0 ? [] : namedIn).map(
      (file) => `${path} is named in ${file}, though it is not in use now`,
    ),
  ]);
}

function unknownData(path: string): string {
  const look = `hexdump -C ${path} | head`;
  return `holds data of an unknown kind; look at it before it is formatted: ${look}`;
}
