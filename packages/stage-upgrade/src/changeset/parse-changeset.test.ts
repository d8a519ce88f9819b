import { openConfStore } from '@hare/confstore';
import { formatError, isHareError } from '@hare/base';
import { expect, test } from 'vitest';
import type { Change } from './changeset.js';
import { parseChangeset } from './parse-changeset.js';

async function parse(document: unknown): Promise<readonly Change[]> {
  return parseChangeset(
    await (await openConfStore(`dict:${JSON.stringify(document)}`, { maps: true })).leaves(),
    'json:/cs',
  );
}

async function problemsOf(document: unknown): Promise<readonly string[]> {
  const error = await parse(document).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isHareError(error)) throw new Error('it was read');
  expect(error.code).toBe('CHANGESET_INVALID');
  return error.problems.map((problem) => formatError(problem));
}

test('every section is read, nested or with whole keys', async () => {
  expect(
    await parse({
      new: { a: { b: 1 } },
      changed: { 'a>c': '1|2' },
      deleted: { a: { d: null, e: 'old' } },
    }),
  ).toEqual([
    { kind: 'new', path: ['a', 'b'], value: 1 },
    { kind: 'changed', path: ['a', 'c'], value: '1|2' },
    { kind: 'deleted', path: ['a', 'd'], was: null },
    { kind: 'deleted', path: ['a', 'e'], was: 'old' },
  ]);
});

test('deleted may be a list of keys', async () => {
  expect(await parse({ deleted: ['a>b[1]', 'c'] })).toEqual([
    { kind: 'deleted', path: ['a', 'b', 1], was: null },
    { kind: 'deleted', path: ['c'], was: null },
  ]);
});

test('an empty text in a list only keeps the places of the others', async () => {
  expect(await parse({ new: { a: ['', '', 'x'], b: '' } })).toEqual([
    { kind: 'new', path: ['a', 2], value: 'x' },
    { kind: 'new', path: ['b'], value: '' },
  ]);
});

test('empty and missing sections say nothing', async () => {
  expect(await parse({ new: {}, changed: [], deleted: null })).toEqual([]);
});

test('everything that is wrong is named at once, each with its place and what to do', async () => {
  expect(
    (
      await problemsOf({
        nwe: { a: 1 },
        updated: { b: 1 },
        new: { c: 1 },
        changed: ['x'],
        deleted: { c: null },
      })
    ).join('\n'),
  ).toMatchInlineSnapshot(`
    "json:/cs, key nwe: a changeset has no section nwe [CHANGESET_SECTION]
      hint: did you mean new?
    json:/cs, key updated: a changeset has no section updated [CHANGESET_SECTION]
      hint: did you mean changed?
    json:/cs, key changed: changed is a list, expected keys with values [CHANGESET_KEY]
      hint: write changed: {cluster: {id: …}}
    json:/cs, key c: c is deleted, and c is new [CHANGESET_KEY]
      hint: use each key only once"
  `);
});

test.each([
  [{ new: 'x' }, 'new is a value'],
  [{ deleted: [1] }, '1 is not a key'],
  [{ deleted: ['a>>b'] }, 'a>>b'],
  [{ deleted: { a: null, 'a>b': null } }, 'a>b is deleted, and a is deleted'],
])('%j is refused: %s', async (document, what) => {
  expect((await problemsOf(document)).join()).toContain(what);
});
