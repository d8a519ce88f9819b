import type { ConfMap, ConfScalar, ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';

/** A dotted key, of names that are bare where they can be. */
export function printTomlKey(path: readonly string[]): string {
  return path
    .map((name) => (/^[A-Za-z0-9_-]+$/.test(name) ? name : printTomlString(name)))
    .join('.');
}

/** A value on one line: maps in braces. */
export function printTomlValue(value: ConfValue): string {
  if (isList(value)) return `[${value.map(printTomlValue).join(', ')}]`;
  if (!isMap(value)) return printTomlScalar(value);
  if (value.size === 0) return '{}';
  return `{ ${[...value].map(([name, item]) => printTomlPair([name], item)).join(', ')} }`;
}

export function printTomlPair(path: readonly string[], value: ConfValue, equals = ' = '): string {
  return printTomlKey(path) + equals + printTomlValue(value);
}

/** A scalar in the manner of the old: a float stays one, single quotes where they can. */
export function printTomlScalar(value: ConfScalar, old = ''): string {
  if (typeof value === 'string')
    return old.startsWith("'") && isLiteral(value) ? `'${value}'` : printTomlString(value);
  if (typeof value === 'number') return printNumber(value, /^[+-]?\d[\d_]*[.eE]|inf|nan/.test(old));
  if (value instanceof Date) return value.toISOString();
  if (value === null) throw new RangeError('toml has no null');
  return String(value);
}

/**
 * A map, or a list of maps, below headers, with an empty line before each header but the first:
 * first the one-line entries, then tables and arrays of tables below their own headers. A header
 * without entries of its own is left out.
 */
export function printTomlTables(
  path: readonly string[],
  value: ConfValue,
  lineEnd: string,
): string {
  const sections: string[] = [];
  const addTable = (names: readonly string[], map: ConfMap, addsElement: boolean): void => {
    const below = [...map].filter(([, item]) => needsHeader(item));
    const lines = [...map]
      .filter(([, item]) => !needsHeader(item))
      .map(([name, item]) => printTomlPair([name], item) + lineEnd);
    const key = printTomlKey(names);
    const header = addsElement ? `[[${key}]]` : `[${key}]`;
    if (addsElement || lines.length > 0 || below.length === 0)
      sections.push(header + lineEnd + lines.join(''));
    for (const [name, item] of below) add([...names, name], item);
  };
  const add = (names: readonly string[], item: ConfValue): void => {
    if (isMap(item)) addTable(names, item, false);
    else if (isList(item)) for (const each of item) addTable(names, each as ConfMap, true);
  };
  add(path, value);
  return sections.join(lineEnd);
}

/** True for what is best written below a header: maps, and lists of maps. */
export function needsHeader(value: ConfValue): boolean {
  return isMap(value) || (isList(value) && value.length > 0 && value.every(isMap));
}

function printNumber(value: number, asFloat: boolean): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  const isFloat = /[.e]/.test(text);
  return !isFloat && (asFloat || !Number.isSafeInteger(value)) ? `${text}.0` : text;
}

function printTomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

function isLiteral(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- characters that a literal string cannot have
  return !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(text);
}
