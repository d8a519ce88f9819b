import type { DeviceState } from './device-state.js';

export interface DeviceWarningsOptions {
  /** Motr's mkfs was done here: what is on the devices now is Motr's own, which no signature tells. */
  readonly isFormatted: boolean;
}

/** What is worth a look before these devices are formatted, though nothing forbids it: one line each. Pure. */
export function deviceWarnings(
  devices: readonly DeviceState[],
  { isFormatted }: DeviceWarningsOptions,
): readonly string[] {
  return devices.flatMap((device) => [
    ...(device.holdsUnknownData === true && !isFormatted ? [`${device.path} ${unknownData(device.path)}`] : []),
    ...(device.isRemovable === true ? [`${device.path} is a removable medium`] : []),
    ...(device.uses.length > 0 ? [] : (device.namedIn ?? [])).map((file) => `${device.path} is named in ${file}, though it is not in use now`),
  ]);
}

function unknownData(path: string): string {
  return `holds data of an unknown kind; look at it before it is formatted: hexdump -C ${path} | head`;
}
