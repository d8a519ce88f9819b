import type { ConfValue } from '../conf-store.js';
import { dateText } from '../document/equal-values.js';
import { isList, isMap } from '../document/kind-of.js';
import { HareError } from '@hare/base';

/** JSON as the original prints it: one line, ASCII. @throws HareError `VALUE_NOT_HELD` for NaN */
export function printJsonLine(value: ConfValue): string {
  if (isMap(value))
    return `{${[...value].map(([name, item]) => `${ascii(JSON.stringify(name))}: ${printJsonLine(item)}`).join(', ')}}`;
  if (isList(value)) return `[${value.map(printJsonLine).join(', ')}]`;
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new HareError('VALUE_NOT_HELD', `${value} cannot be printed: JSON has no such number`, {
      hint: 'print it with --raw or -f yaml',
    });
  if (typeof value === 'bigint') return value.toString();
  if (Object.is(value, -0)) return '-0.0';
  return ascii(JSON.stringify(value instanceof Date ? dateText(value) : value));
}

/** A list of keys as one line of JSON. */
export function printKeyList(keys: readonly string[]): string {
  return [...keyListPieces(keys)].join('');
}

/** The text of `printKeyList` in pieces of some 64 KiB, of which one at a time is in memory. */
export function* keyListPieces(keys: Iterable<string>): Generator<string> {
  let piece = '[';
  let isFirst = true;
  for (const key of keys) {
    piece += (isFirst ? '' : ', ') + ascii(JSON.stringify(key));
    isFirst = false;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]\n`;
}

/** The value as YAML. */
export async function printYaml(value: ConfValue): Promise<string> {
  const { stringify } = await import('yaml');
  const core = { version: '1.2', schema: 'core' } as const;
  return stringify(withTextDates(value), { ...core, aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Keys with their values as a TOML table. @throws HareError `VALUE_NOT_HELD` for null */
export async function printToml(values: ReadonlyMap<string, ConfValue>): Promise<string> {
  const [{ editText }, { tomlFormat }] = await Promise.all([
    import('../edit/edit-document.js'),
    import('../formats/toml/toml-format.js'),
  ]);
  for (const [key, value] of values) refuseNull(key, value);
  return editText(tomlFormat, '', new Map(), values, { url: '-f toml' });
}

function refuseNull(key: string, value: ConfValue): void {
  if (value === null)
    throw new HareError('VALUE_NOT_HELD', `${key} cannot be printed: toml has no null`, {
      where: { key },
      hint: 'print it with -f yaml, or add a default',
    });
  if (isMap(value)) for (const item of value.values()) refuseNull(key, item);
  if (isList(value)) for (const item of value) refuseNull(key, item);
}

function withTextDates(value: ConfValue): unknown {
  if (isMap(value)) return new Map([...value].map(([name, item]) => [name, withTextDates(item)]));
  if (isList(value)) return value.map(withTextDates);
  return value instanceof Date ? dateText(value) : value;
}

function ascii(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
