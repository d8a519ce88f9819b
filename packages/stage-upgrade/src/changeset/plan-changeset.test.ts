import { type MapStore, openConfStore, toPlain } from '@hare/confstore';
import { isHareError } from '@hare/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../conf-store/apply-edits.js';
import { presentIn } from '../conf-store/present-in.js';
import type { Change } from './changeset.js';
import { parseChangeset } from './parse-changeset.js';
import { planChangeset, type ConfStoreEdits } from './plan-changeset.js';

const open = (document: unknown): Promise<MapStore> =>
  openConfStore(`dict:${JSON.stringify(document)}`, { maps: true });
const changesOf = async (changeset: unknown): Promise<readonly Change[]> =>
  parseChangeset(await (await open(changeset)).leaves(), 'json:/cs');

/** The document after a changeset, and what was planned. */
async function apply(
  document: unknown,
  changeset: unknown,
): Promise<{ readonly after: unknown; readonly edits: ConfStoreEdits }> {
  const store = await open(document);
  const edits = planChangeset(
    await changesOf(changeset),
    presentIn(await store.data()),
    'json:/conf',
  );
  await applyEdits(store, edits);
  return { after: toPlain(await store.data()), edits };
}

async function conflictsOf(document: unknown, changeset: unknown): Promise<readonly string[]> {
  const error = await apply(document, changeset).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isHareError(error)) throw new Error('it fits');
  expect(error.code).toBe('CHANGESET_CONFLICT');
  return error.problems.map(({ message, hint }) => `${message}; ${hint ?? ''}`);
}

describe('what a changeset makes of a document', () => {
  test.each([
    ['a new key', { a: 1 }, { new: { b: { c: 2 } } }, { a: 1, b: { c: 2 } }],
    ['a changed key, new value alone', { a: 1 }, { changed: { a: 5 } }, { a: 5 }],
    [
      'a changed key as OLD|NEW keeps its kind',
      { a: 1, b: true, c: 'x' },
      { changed: { a: '1|5', b: 'true|false', c: 'x|7' } },
      { a: 5, b: false, c: '7' },
    ],
    ['values with bars', { a: 'x|y' }, { changed: { a: 'x|y|z' } }, { a: 'z' }],
    [
      'a deleted key, and what it leaves empty',
      { a: { b: { c: 1 } }, d: 1 },
      { deleted: { a: { b: { c: 1 } } } },
      { d: 1 },
    ],
    ['a deleted subtree', { a: { b: 1, c: 2 }, d: 1 }, { deleted: ['a'] }, { d: 1 }],
    ['the end of a list', { a: ['x', 'y', 'z'] }, { deleted: { a: ['', 'y', 'z'] } }, { a: ['x'] }],
    ['a longer list', { a: ['x'] }, { new: { a: ['', 'y'] } }, { a: ['x', 'y'] }],
  ])('%s', async (_, document, changeset, wanted) => {
    const once = await apply(document, changeset);
    expect(once.after).toEqual(wanted);
    const twice = await apply(once.after, changeset);
    expect(twice).toMatchObject({ after: wanted, edits: { sets: [], deletes: [], lines: [] } });
  });
});

test('every key that does not fit is named, with what is there and what to do', async () => {
  expect(
    (
      await conflictsOf(
        { cluster: { id: 'x', name: 'n' } },
        {
          new: { cluster: { id: 'y' } },
          changed: { cluster: { nmae: 'z', name: 'm|z' } },
          deleted: { other: null },
        },
      )
    ).join('\n'),
  ).toMatchInlineSnapshot(`
    "cluster>id already exists with the value "x", but the changeset adds "y"; to change it, move it to the section changed
    cluster>nmae does not exist, but the changeset changes it; did you mean name?
    cluster>name has the value "n", which is neither the old nor the new value of the change "m|z"; create the changeset again from the current ConfStore, or write only the new value"
  `);
});

test('a deleted key that somebody changed since is not deleted', async () => {
  expect((await conflictsOf({ a: 2 }, { deleted: { a: 1 } })).join()).toContain(
    'a has the value 2, but the changeset deletes 1',
  );
});

test('a key to delete that is not there is gone already; one whose name is nearly there is a warning', async () => {
  const { edits } = await apply(
    { cluster: { name: 1 } },
    { deleted: { cluster: { nam: null, zzzzz: null } } },
  );
  expect(edits).toEqual({
    sets: [],
    deletes: [],
    lines: [],
    warnings: ['deleted: cluster>nam does not exist; did you mean name?'],
  });
});

test('for any two documents: the changeset between them, as a provisioner writes it, makes the one of the other, once and twice', async () => {
  const leaf = fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom('x', 'y', 'z'),
    fc.boolean(),
  );
  const names = fc.constantFrom('a', 'b', 'c');
  // What is a map or a list in one is the same in the other: a change of kind would name a key and
  // keys below it.
  const document = fc.record(
    {
      scalar: leaf,
      map: fc.dictionary(names, leaf, { minKeys: 1 }),
      deep: fc.dictionary(names, fc.dictionary(names, leaf, { minKeys: 1 }), { minKeys: 1 }),
      list: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(document, document, async (a, b) => {
      const [before, after] = [await open(a), await open(b)];
      const { new: added, deleted, updated } = await before.compare(after);
      const changeset = await open({});
      for (const key of added) await changeset.set(`new>${key}`, await after.get(key));
      for (const key of deleted) await changeset.set(`deleted>${key}`, await before.get(key));
      for (const key of updated) await changeset.set(`changed>${key}`, await after.get(key));
      const written = toPlain(await changeset.data());
      const once = await apply(a, written);
      expect(once.after).toEqual(b);
      expect((await apply(once.after, written)).edits.lines).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
