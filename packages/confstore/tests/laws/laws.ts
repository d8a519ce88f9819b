import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import type { MapStore, ConfValue } from '../../src/conf-store.js';
import { equalValues } from '../../src/document/equal-values.js';
import { textOf } from '../../src/document/text-of.js';
import { isHareError } from '@hare/base';
import { parseFlatKey } from '../../src/key/flat-key.js';
import { parseKey } from '../../src/key/parse-key.js';
import { formatRefusals, type LawRow, type OpenedStore } from './law-row.js';

/**
 * What a set may refuse, with nothing changed: something is in the way, or the format cannot
 * express it.
 */
const refusals = new Set(['PATH_BLOCKED', 'LIST_GAP', ...formatRefusals]);

/** Sets and saves; skips the run when the set is refused. */
async function setAndSave(
  row: LawRow,
  text: string,
  { store }: OpenedStore,
  key: string,
  value: ConfValue,
): Promise<void> {
  try {
    await store.set(key, value);
  } catch (error) {
    fc.pre(!(isHareError(error) && refusals.has(error.code)));
    throw error;
  }
  try {
    await store.save();
  } catch (error) {
    fc.pre(
      !(isHareError(error) && error.code === 'EDIT_NOT_SAFE' && row.mayRefuse?.(text) === true),
    );
    throw error;
  }
}

/** A run of a law: a document, a key, and two values. */
async function check(
  row: LawRow,
  law: (run: {
    readonly text: string;
    readonly opened: OpenedStore;
    readonly existing: readonly string[];
    readonly key: string;
    readonly value: ConfValue;
    readonly other: ConfValue;
  }) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(
    row.documents,
    row.keys,
    row.values,
    row.values,
    async (text, makeKey, value, other) => {
      const opened = await row.open(text);
      const existing = await opened.store.keys();
      await law({ text, opened, existing, key: makeKey(existing), value, other });
    },
  );
  await fc.assert(property, { numRuns: inject('limits')[row.runs ?? 'lawRuns'] });
}

/** What a get should give after a set. */
function asRead(store: MapStore, value: ConfValue): ConfValue {
  return store.flat ? textOf(value) : value;
}

/**
 * True for a key whose value a set of another may change: itself, what is below it, and what it is
 * below of.
 */
function isRelated(
  one: readonly (string | number)[],
  other: readonly (string | number)[],
): boolean {
  return one.slice(0, other.length).every((step, at) => step === other[at]);
}

/** Tests the laws of a ConfStore for each of these formats and backends. */
export function testLaws(rows: readonly LawRow[]): void {
  describe.each(rows)('$name', (row) => {
    test('setting the value that a key has leaves the bytes alone', async () => {
      await check(row, async ({ text, opened, existing, key }) => {
        for (const there of [key, ...existing]) {
          try {
            const value = await opened.store.get(there);
            if (value !== null || existing.includes(there)) await opened.store.set(there, value);
          } catch (error) {
            // A flat store has no maps and lists, a folder no names with /.
            if (!(isHareError(error) && formatRefusals.has(error.code))) throw error;
          }
        }
        expect(await opened.store.save()).toBe(false);
        expect(await opened.bytes()).toBe(text);
      });
    });

    test('get after set gives the value, and so does the saved document', async () => {
      await check(row, async ({ text, opened, key, value }) => {
        await setAndSave(row, text, opened, key, value);
        const wanted = asRead(opened.store, value);
        for (const store of [opened.store, await opened.reopen()])
          expect(
            equalValues(await store.get(key), wanted, { anyOrder: row.anyOrder?.(text) ?? false }),
          ).toBe(true);
      });
    });

    test('the second of two sets of one key wins', async () => {
      await check(row, async ({ text, opened, key, value, other }) => {
        const twice = await row.open(text);
        await setAndSave(row, text, opened, key, value);
        try {
          await twice.store.set(key, other);
        } catch {
          fc.pre(false);
        }
        await setAndSave(row, text, twice, key, value);
        expect(await twice.bytes()).toBe(await opened.bytes());
      });
    });

    test("a set leaves every other key's value alone", async () => {
      await check(row, async ({ text, opened, existing, key, value }) => {
        const before = new Map<string, ConfValue>();
        const path = opened.store.flat ? parseFlatKey : parseKey;
        for (const other of existing)
          if (!isRelated(path(other), path(key))) before.set(other, await opened.store.get(other));
        await setAndSave(row, text, opened, key, value);
        for (const store of [opened.store, await opened.reopen()])
          for (const [other, was] of before)
            expect(
              equalValues(await store.get(other), was, { anyOrder: row.anyOrder?.(text) ?? false }),
              other,
            ).toBe(true);
      });
    });

    test('reading what was saved gives what was in memory', async () => {
      await check(row, async ({ text, opened, key, value }) => {
        await setAndSave(row, text, opened, key, value);
        const saved = await opened.reopen();
        expect(
          equalValues(await saved.data(), await opened.store.data(), {
            anyOrder: row.anyOrder?.(text) ?? false,
          }),
        ).toBe(true);
      });
    });
  });
}
