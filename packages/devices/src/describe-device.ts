import type { DeviceState } from './device-state.js';

/**
 * A device on one line, for the list of what would be wiped: `/dev/sdb (10.0 GiB, serial ABC,
 * xfs)`.
 */
export function describeDevice({
  path,
  kind,
  identity,
  signatures,
  holdsUnknownData,
}: DeviceState): string {
  const said = [
    kind === 'missing' ? 'missing' : undefined,
    identity.sizeBytes === undefined ? undefined : formatBytes(identity.sizeBytes),
    identity.serial === undefined ? identity.id : `serial ${identity.serial}`,
    signatures.length === 0 ? undefined : `has signature ${signatures.join(', ')}`,
    holdsUnknownData === true ? 'contains data of an unknown kind' : undefined,
  ].filter((part) => part !== undefined);
  return said.length === 0 ? path : `${path} (${said.join(', ')})`;
}

/** A size for people: `10.0 GiB`. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(1)} ${units[power] ?? ''}`;
}
