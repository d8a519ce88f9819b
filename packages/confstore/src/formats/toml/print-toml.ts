import type { ConfMap, ConfScalar, ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { joinInPieces } from '../../join-in-pieces.js';

/** A name as part of a key: bare where it can be. */
export function printTomlName(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : printTomlString(name);
}

/** A dotted key. */
export function printTomlKey(path: readonly string[]): string {
  return path.map(printTomlName).join('.');
}

/** A value on one line: maps in braces. */
export function printTomlValue(value: ConfValue): string {
  if (isList(value)) return `[${value.map(printTomlValue).join(', ')}]`;
  if (!isMap(value)) return printTomlScalar(value);
  if (value.size === 0) return '{}';
  return `{ ${[...value].map(([name, item]) => `${printTomlName(name)} = ${printTomlValue(item)}`).join(', ')} }`;
}

/**
 * A scalar, in the manner of the one it replaces: a float stays one, and a text in single quotes
 * keeps them where it can.
 * @throws RangeError for null, which TOML does not have.
 */
export function printTomlScalar(value: ConfScalar, old = ''): string {
  if (typeof value === 'string')
    return old.startsWith("'") && isLiteral(value) ? `'${value}'` : printTomlString(value);
  if (typeof value === 'number') return printNumber(value, /^[+-]?\d[\d_]*[.eE]|inf|nan/.test(old));
  if (value instanceof Date) return value.toISOString();
  if (value === null) throw new RangeError('toml has no null');
  return String(value);
}

/** A map, or a list of maps, below headers, with an empty line before each header but the first. */
export function printTomlTables(
  path: readonly string[],
  value: ConfValue,
  lineEnd: string,
): string {
  return joinInPieces(tablesIn(path, value, lineEnd), lineEnd);
}

function* tablesIn(path: readonly string[], value: ConfValue, lineEnd: string): Generator<string> {
  if (isMap(value)) yield* tableIn(path, value, lineEnd, false);
  else if (isList(value))
    for (const item of value) yield* tableIn(path, item as ConfMap, lineEnd, true);
}

/**
 * The lines of a table with its header: what has one line first, then tables and arrays of tables
 * below headers of their own. A header that only leads to others is left away.
 */
function* tableIn(
  path: readonly string[],
  map: ConfMap,
  lineEnd: string,
  addsElement: boolean,
): Generator<string> {
  const below = [...map].filter(([, value]) => needsHeader(value));
  const lines = [...map]
    .filter(([, value]) => !needsHeader(value))
    .map(([name, value]) => `${printTomlName(name)} = ${printTomlValue(value)}${lineEnd}`);
  const header = addsElement ? `[[${printTomlKey(path)}]]` : `[${printTomlKey(path)}]`;
  if (addsElement || lines.length > 0 || below.length === 0)
    yield header + lineEnd + lines.join('');
  for (const [name, value] of below) yield* tablesIn([...path, name], value, lineEnd);
}

/** True for what is best written below a header: maps, and lists of maps. */
export function needsHeader(value: ConfValue): value is ConfMap | readonly ConfMap[] {
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
  // eslint-disable-next-line no-control-regex -- exactly the characters that a literal string cannot hold
  return !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(text);
}
