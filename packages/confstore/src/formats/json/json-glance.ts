import type { ConfValue } from '../../conf-store.js';
import { maximumDepth, needsParse, type Glance } from '../document-format.js';

/**
 * The native parser's view of a JSON text; undefined when that is not the whole truth: a fault, comments, repeated names,
 * too deep, or an integer that a number cannot hold.
 * Repeated names are found by counting: the native parser drops them, so its value has fewer names than the text has colons.
 */
export function jsonGlance(text: string): Glance | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (countNames(value, 1) !== countColons(text)) return undefined;
  const root = value;
  return { get: (path) => look(root, path) };
}

function look(root: unknown, path: readonly (string | number)[]): ConfValue | undefined | typeof needsParse {
  let value: unknown = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  try {
    return toModel(value);
  } catch (error) {
    if (error === lostOrder) return needsParse;
    throw error;
  }
}

/** An object moves names that look like integers to its front: their order is lost. */
const lostOrder = new Error('the order of names is lost');

function toModel(value: unknown): ConfValue {
  if (typeof value !== 'object' || value === null) return value as ConfValue;
  if (Array.isArray(value)) return value.map(toModel);
  const map = new Map<string, ConfValue>();
  for (const [name, item] of Object.entries(value)) {
    if (/^\d+$/.test(name)) throw lostOrder;
    map.set(name, toModel(item));
  }
  return map;
}

/** The names in a valid JSON text, those of repeated names too: the texts that a colon follows. Jumps from quote to quote, natively. */
function countColons(text: string): number {
  let colons = 0;
  for (let open = text.indexOf('"'); open !== -1; ) {
    let close = text.indexOf('"', open + 1);
    while (isEscaped(text, close)) close = text.indexOf('"', close + 1);
    let after = close + 1;
    while (text.charCodeAt(after) <= 0x20) after++;
    if (text.charCodeAt(after) === 0x3a) colons++;
    open = text.indexOf('"', after);
  }
  return colons;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

/** The names in all maps of a value; NaN when it is nested too deep, or has an integer beyond 2^53: the native parser rounds those. */
function countNames(value: object, depth: number): number {
  if (depth > maximumDepth) return NaN;
  let names = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) names += countInside(item, depth);
    return names;
  }
  const own = Object.keys(value);
  for (const name of own) names += countInside((value as Readonly<Record<string, unknown>>)[name], depth);
  return names + own.length;
}

function countInside(item: unknown, depth: number): number {
  if (typeof item === 'object' && item !== null) return countNames(item, depth + 1);
  return typeof item === 'number' && Number.isInteger(item) && !Number.isSafeInteger(item) ? NaN : 0;
}
