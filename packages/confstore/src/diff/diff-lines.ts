import { isSecretName, mask, maskText } from '@hare/base';
import type { ConfLeaf, ConfValue, Differences } from '../conf-store.js';
import { jsonText, textOf } from '../document/text-of.js';
import { formatKey } from '../key/format-key.js';
import type { DiffLine } from '@hare/cli/output';

/** The content of two stores, and what is known to differ. */
export interface DiffSides {
  readonly mine: Iterable<ConfLeaf>;
  readonly others: Iterable<ConfLeaf>;
  readonly differences: Differences;
  readonly delimiter: string;
  /** Whether values of both have types: a text like another value is then quoted. */
  readonly hasTypes: boolean;
}

/**
 * The lines `KEY = VALUE` of two stores, in the order of the first; keys that only the second has
 * come after the key that they follow there. Only differences are kept, so two large stores can be
 * compared in little memory.
 */
export function* diffLines({
  mine,
  others,
  differences,
  delimiter,
  hasTypes,
}: DiffSides): Generator<DiffLine> {
  const deleted = new Set(differences.deleted);
  const { updated, followers } = collect(others, differences, delimiter);
  const line = (
    kind: DiffLine['kind'],
    key: string,
    path: ConfLeaf['path'],
    value: ConfValue,
  ): DiffLine => ({ kind, text: printLine(key, path, value, hasTypes) });
  const onlyOthers = (key: string): readonly DiffLine[] =>
    (followers.get(key) ?? []).map(({ path, value }) =>
      line('after', formatKey(path, delimiter), path, value),
    );
  yield* onlyOthers('');
  for (const { path, value } of mine) {
    const key = formatKey(path, delimiter);
    const other = updated.get(key);
    yield line(other !== undefined || deleted.has(key) ? 'before' : 'both', key, path, value);
    if (other !== undefined) yield line('after', key, path, other);
    yield* onlyOthers(key);
  }
}

/** The other values of updated keys, and new leaves by the key before them (`''` for none). */
function collect(
  others: Iterable<ConfLeaf>,
  differences: Differences,
  delimiter: string,
): {
  readonly updated: ReadonlyMap<string, ConfValue>;
  readonly followers: ReadonlyMap<string, readonly ConfLeaf[]>;
} {
  const [isNew, isUpdated] = [new Set(differences.new), new Set(differences.updated)];
  const updated = new Map<string, ConfValue>();
  const followers = new Map<string, ConfLeaf[]>();
  let before = '';
  for (const leaf of others) {
    const key = formatKey(leaf.path, delimiter);
    if (isNew.has(key)) {
      const found = followers.get(before);
      if (found === undefined) followers.set(before, [leaf]);
      else found.push(leaf);
      continue;
    }
    before = key;
    if (isUpdated.has(key)) updated.set(key, leaf.value);
  }
  return { updated, followers };
}

/** `key = value` in one line, secrets masked; with types, a text like another value is quoted. */
export function printLine(
  key: string,
  path: ConfLeaf['path'],
  value: ConfValue,
  hasTypes: boolean,
): string {
  const isSecret = path.some((step) => typeof step === 'string' && isSecretName(step));
  return `${oneLine(key)} = ${isSecret ? mask : maskText(printed(value, hasTypes))}`;
}

function printed(value: ConfValue, hasTypes: boolean): string {
  if (typeof value !== 'string') return textOf(value);
  return (hasTypes && looksTyped(value)) || oneLine(value) !== value || value.trim() !== value
    ? jsonText(value)
    : value;
}

function looksTyped(text: string): boolean {
  return /^(?:-?\d|true$|false$|null$|["[{])/.test(text);
}

function oneLine(text: string): string {
  return /[\p{Cc}\u2028\u2029]/u.test(text) ? jsonText(text) : text;
}
