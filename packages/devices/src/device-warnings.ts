import type { DeviceState } from './device-state.js';

/**
 * What is worth a look before these devices are formatted, though nothing forbids it: one line
 * each. Pure.
 */
export function deviceWarnings(devices: readonly DeviceState[]): readonly string[] {
  return devices.flatMap(({ path, uses, holdsUnknownData, isRemovable, namedIn = [] }) => [
    ...(holdsUnknownData === true ? [`${path} ${unknownData(path)}`] : []),
    ...(isRemovable === true ? [`${path} is removable`] : []),
    ...(uses.length > 0 ? [] : namedIn).map(
      (file) => `${path} is not in use, but listed in ${file}`,
    ),
  ]);
}

function unknownData(path: string): string {
  const look = `hexdump -C ${path} | head`;
  return `contains data of an unknown kind; check it before formatting: ${look}`;
}
