import type { FactField } from './needed-facts.js';

export type FactReading =
  | { readonly kind: 'value'; readonly value: number | string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'wrong'; readonly what: string };

/**
 * Reads one field of an entry of facts. Numbers may come as text; sizes are whole numbers below
 * 2^53, the memory may have a fraction.
 */
export function readFact(
  fields: Readonly<Record<string, unknown>> | undefined,
  field: FactField,
): FactReading {
  const value = fields?.[field];
  if (value === undefined || value === null || value === '') return { kind: 'absent' };
  if (field === 'data_iface_ip_addr')
    return typeof value === 'string'
      ? { kind: 'value', value }
      : { kind: 'wrong', what: `${field} is ${JSON.stringify(value)}, must be text` };
  const number =
    typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  const whole = field !== 'memorysize_mb';
  if (typeof value === 'bigint')
    return { kind: 'wrong', what: `${field} is ${value.toString()}, must be below 2^53` };
  if (
    typeof number !== 'number' ||
    !(number >= 1) ||
    (whole ? !Number.isSafeInteger(number) : !Number.isFinite(number))
  ) {
    return {
      kind: 'wrong',
      what: `${field} is ${JSON.stringify(value)}, must be ${whole ? 'a whole number' : 'a number'} from 1`,
    };
  }
  return { kind: 'value', value: number };
}
