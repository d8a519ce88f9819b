import { equalValues, formatKey, textOf, type ConfValue, type Path } from '@hare/confstore';
import { HareError, nearestHint } from '@hare/base';
import type { Change } from './changeset.js';

/** What has to be done to a ConfStore; nothing, when it is as the changeset wants it. */
export interface ConfStoreEdits {
  readonly sets: readonly { readonly path: Path; readonly value: ConfValue }[];
  /** The last positions of lists first, so that the others keep theirs. */
  readonly deletes: readonly Path[];
  /** For people, one line each. */
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}

/** A look at the ConfStore: the value at a path, and the names in the map there. */
export interface Present {
  get(path: Path): ConfValue;
  names(path: Path): readonly string[];
}

/**
 * Compares a changeset with a ConfStore. Changes already made need nothing, so a changeset can be
 * applied again.
 * @throws HareError `CHANGESET_CONFLICT` with every key that has neither the value before the
 *   change nor the one after it
 */
export function planChangeset(
  changes: readonly Change[],
  present: Present,
  url: string,
): ConfStoreEdits {
  const conflicts: HareError[] = [];
  const conflict = (path: Path, what: string, hint: string): void =>
    void conflicts.push(
      new HareError('CHANGESET_KEY', `${formatKey(path)} ${what}`, {
        where: { url, key: formatKey(path) },
        hint,
      }),
    );
  const sets: { path: Path; value: ConfValue }[] = [];
  const deletes: Path[] = [];
  const lines: string[] = [];
  const warnings: string[] = [];
  for (const change of changes) {
    const { path } = change;
    const now = present.get(path);
    const key = formatKey(path);
    if (change.kind === 'deleted') {
      if (now === null) warnings.push(...misspelt(path, present));
      else if (tells(change.was) && textOf(now) !== textOf(change.was))
        conflict(
          path,
          `has the value ${show(now)}, but the changeset deletes ${show(change.was)}`,
          'create the changeset again from the current ConfStore, or use null as the value ' +
            'to delete any value',
        );
      else {
        deletes.push(path);
        lines.push(`- ${key}`);
      }
    } else if (change.kind === 'new') {
      if (now === null) {
        sets.push({ path, value: change.value });
        lines.push(`+ ${key}: ${show(change.value)}`);
      } else if (!isSame(now, change.value))
        conflict(
          path,
          `already exists with the value ${show(now)}, but the changeset adds ` +
            show(change.value),
          'to change it, move it to the section changed',
        );
    } else {
      const wanted = nextValue(change.value, now);
      if (wanted === undefined)
        conflict(
          path,
          now === null
            ? 'does not exist, but the changeset changes it'
            : `has the value ${show(now)}, which is neither the old nor the new value of the ` +
                `change ${show(change.value)}`,
          now === null
            ? present.names(path.slice(0, -1)).length > 0
              ? nearestHint(String(path.at(-1)), present.names(path.slice(0, -1)))
              : 'to add it, move it to the section new'
            : 'create the changeset again from the current ConfStore, or write only the new value',
        );
      else if (!isSame(now, wanted)) {
        sets.push({ path, value: wanted });
        lines.push(`~ ${key}: ${show(now)} → ${show(wanted)}`);
      }
    }
  }
  if (conflicts.length > 0)
    throw new HareError(
      'CHANGESET_CONFLICT',
      'the changeset does not fit the ConfStore at ' +
        (conflicts.length === 1 ? 'a key' : `${conflicts.length} keys`),
      { where: { url }, problems: conflicts, hint: 'nothing was changed' },
    );
  return { sets, deletes: deletes.reverse(), lines, warnings };
}

/** The value after a change; undefined when the present value is neither before nor after it. */
function nextValue(change: ConfValue, now: ConfValue): ConfValue | undefined {
  if (now === null) return undefined;
  if (typeof change !== 'string' || !change.includes('|')) return change;
  if (isSame(now, change)) return now;
  const text = textOf(now);
  for (let bar = change.indexOf('|'); bar !== -1; bar = change.indexOf('|', bar + 1)) {
    if (change.slice(bar + 1) === text) return now;
    if (change.slice(0, bar) === text) return asKindOf(now, change.slice(bar + 1));
  }
  return undefined;
}

/** A text as a value of the existing kind: a number stays a number. */
function asKindOf(now: ConfValue, text: string): ConfValue {
  if (typeof now === 'number' && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  if (typeof now === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

/** Flat stores have only text. */
function isSame(a: ConfValue, b: ConfValue): boolean {
  return (
    equalValues(a, b) ||
    (!isContainer(a) &&
      !isContainer(b) &&
      a !== null &&
      b !== null &&
      (typeof a === 'string' || typeof b === 'string') &&
      textOf(a) === textOf(b))
  );
}

/** Whether a deleted key's value is one to compare with. */
function tells(value: ConfValue): boolean {
  return value !== null && value !== '' && value !== true && !isContainer(value);
}

function isContainer(value: ConfValue): boolean {
  return value instanceof Map || Array.isArray(value);
}

/**
 * A key to delete that is not there is gone already, unless a name next to it is nearly the same.
 */
function misspelt(path: Path, present: Present): readonly string[] {
  const parent = path.slice(0, -1);
  const hint = nearestHint(String(path.at(-1)), present.names(parent), '');
  return hint === '' ? [] : [`deleted: ${formatKey(path)} does not exist; ${hint}`];
}

function show(value: ConfValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : textOf(value);
}
