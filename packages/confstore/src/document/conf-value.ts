import type { ConfList, ConfMap, ConfValue, PlainValue } from '../conf-store.js';
import { HareError } from '@hare/base';
import { maximumDepth } from '../formats/document-format.js';

/**
 * A deep copy of a value, checked: maps may be `Map`s or plain objects.
 * @throws HareError `VALUE_NOT_HELD` for anything that no document can contain (undefined,
 *   functions, other objects), `TOO_DEEP` beyond 1,000 levels.
 */
export function toConfValue(value: unknown, depth = 0): ConfValue {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value instanceof Date) return copyDate(value);
  if (depth >= maximumDepth)
    throw new HareError('TOO_DEEP', `the value is nested deeper than ${maximumDepth} levels`, {
      hint: 'a value that contains itself cannot be stored',
    });
  if (Array.isArray(value)) return value.map((item) => toConfValue(item, depth + 1));
  if (value instanceof Map)
    return new Map([...value].map(([name, item]) => [String(name), toConfValue(item, depth + 1)]));
  if (typeof value === 'object' && isPlain(value))
    return new Map(
      Object.entries(value).map(([name, item]) => [name, toConfValue(item, depth + 1)]),
    );
  const what = `a document cannot contain ${value === undefined ? 'undefined' : `a ${typeof value}`}`;
  const hint = 'values are texts, numbers, truth values, dates, null, lists and maps';
  throw new HareError('VALUE_NOT_HELD', what, { hint });
}

/** A deep copy of a value of a document. */
export function cloneValue(value: ConfValue): ConfValue {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map) {
    const copy = new Map<string, ConfValue>();
    for (const [name, item] of value as ConfMap) copy.set(name, cloneValue(item));
    return copy;
  }
  return value instanceof Date ? copyDate(value) : (value as ConfList).map(cloneValue);
}

/**
 * A deep copy with plain objects in place of `Map`s: own properties only, `__proto__` among them a
 * property as any other. Names that look like integers move to the front, as in every object.
 */
export function toPlain(value: ConfValue): PlainValue {
  if (value instanceof Date) return copyDate(value);
  if (Array.isArray(value)) return (value as ConfList).map(toPlain);
  if (!(value instanceof Map)) return value as PlainValue;
  const plain: Record<string, PlainValue> = {};
  for (const [name, item] of value as ConfMap)
    if (name === '__proto__')
      Object.defineProperty(plain, name, { ...ownProperty, value: toPlain(item) });
    else plain[name] = toPlain(item);
  return plain;
}

const ownProperty = { enumerable: true, configurable: true, writable: true };

/** A copy that keeps the class: the dates of toml know whether they are local. */
function copyDate(date: Date): Date {
  return Object.getPrototypeOf(date) === Date.prototype ? new Date(date.getTime()) : date;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
