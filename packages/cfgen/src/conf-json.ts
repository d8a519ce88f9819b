import { attributeSpecs, type ConfObject, type ConfValue } from './conf-object.js';
import { fidName, formatFid } from './fid.js';

/** An object as plain data for JSON; references by name, numbers above 2^53 as text. */
export function confObjectToJson({ fid, values }: ConfObject): Readonly<Record<string, unknown>> {
  const attributes = attributeSpecs[fid.type].map(
    ({ name }, position) => [name, valueToJson(values[position] ?? [])] as const,
  );
  return { object: fidName(fid), fid: formatFid(fid), ...Object.fromEntries(attributes) };
}

/** A value as plain data for JSON. */
export function valueToJson(value: ConfValue): unknown {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return value.toString();
  if ('text' in value) return value.text;
  if ('symbol' in value) return value.symbol;
  if ('key' in value) return fidName(value);
  return value.map(valueToJson);
}
