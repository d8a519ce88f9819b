import type { ConfValue } from '../conf-store.js';
import { dateText } from './equal-values.js';
import { isList, isMap } from './kind-of.js';

/** A value as plain text, as flat stores keep it: texts as they are, all else as JSON text. */
export function textOf(value: ConfValue): string {
  if (typeof value === 'string') return value;
  return value instanceof Date ? dateText(value) : jsonText(value);
}

/** A value as JSON text in one line; dates are texts, large numbers keep all their digits. */
export function jsonText(value: ConfValue): string {
  if (isMap(value))
    return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}:${jsonText(item)}`).join(',')}}`;
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(dateText(value));
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value);
}

/** A finite number as text that reads back as the same: `-0`, `9007199254740992.0`. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e')
    ? `${text}.0`
    : text;
}
