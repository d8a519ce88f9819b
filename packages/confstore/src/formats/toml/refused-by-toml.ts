import type { ConfValue } from '../../conf-store.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';

const largest = 2n ** 63n - 1n;

/**
 * Why TOML cannot hold a value at a path, as the end of "… cannot be held:"; undefined when it can.
 */
export function refusedByToml(
  value: ConfValue,
  path: readonly (string | number)[],
): string | undefined {
  if (path.some((step) => typeof step === 'string' && hasLoneSurrogate(step)))
    return 'toml holds only well-formed Unicode, and a name is not';
  if (value === null) return 'toml has no null';
  if (typeof value === 'bigint' && (value > largest || value < -largest - 1n))
    return 'the integers of toml have 64 bits';
  if (typeof value === 'string' && hasLoneSurrogate(value))
    return 'toml holds only well-formed Unicode';
  if (value instanceof Date && !isTomlDate(value)) return 'toml holds dates of the years 0 to 9999';
  return undefined;
}

function isTomlDate(date: Date): boolean {
  return (
    !Number.isNaN(date.getTime()) && date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999
  );
}
