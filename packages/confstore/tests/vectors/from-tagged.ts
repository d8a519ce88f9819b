import { toConfValue } from '../../src/document/conf-value.js';
import type { ConfValue } from '../../src/conf-store.js';

/** A recorded value as ours: `{"$int": "…"}` and `{"$float": "…"}` are numbers. */
export function fromTagged(value: unknown): ConfValue {
  return toConfValue(untag(value));
}

function untag(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untag);
  if (typeof value !== 'object' || value === null) return value;
  const { $int: whole, $float: real } = value as {
    readonly $int?: string;
    readonly $float?: string;
  };
  if (whole !== undefined) return BigInt(whole);
  if (real !== undefined) return Number(real.replace('inf', 'Infinity'));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, untag(item)]));
}
