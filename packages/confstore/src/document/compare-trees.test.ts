import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { treeValues } from '../../tests/laws/tree-values.js';
import { formatKey } from '../key/format-key.js';
import { compareLeaves } from './compare-leaves.js';
import { compareTrees } from './compare-trees.js';
import { leafKeys } from './leaf-keys.js';
import { leavesOf } from './leaves.js';

const documents = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'x>y', 'n[0]'), treeValues), { maxLength: 4 })
  .map((entries) => new Map(entries));
const sorted = (keys: readonly string[]): readonly string[] => [...keys].sort();

test('comparing trees finds what comparing all leaves finds', () => {
  const property = fc.property(documents, documents, (mine, other) => {
    const trees = compareTrees(mine, other, '>');
    const leaves = compareLeaves(leavesOf(mine), leavesOf(other), '>');
    for (const kind of ['new', 'deleted', 'updated'] as const)
      expect(sorted(trees[kind])).toEqual(sorted(leaves[kind]));
  });
  fc.assert(property, { numRuns: 5 * inject('limits').lawRuns });
});

test('the keys of a tree are the keys of its leaves, with and without indexes', () => {
  const property = fc.property(
    documents,
    fc.boolean(),
    fc.constantFrom('', 'a', '"x'),
    (document, index, prefix) => {
      const keys = leavesOf(document).map(({ path }) =>
        formatKey(index ? path : path.filter((step) => typeof step === 'string')),
      );
      const wanted = keys.filter((key) => key.startsWith(prefix));
      expect(leafKeys(document, { delimiter: '>', index, prefix })).toEqual(
        index ? wanted : [...new Set(wanted)],
      );
    },
  );
  fc.assert(property, { numRuns: 5 * inject('limits').lawRuns });
});
