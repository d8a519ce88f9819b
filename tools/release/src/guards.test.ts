import { expect, test } from 'vitest';
import { guardsOf } from './guards.js';
import type { RepositoryState } from './repository-state.js';

const head = 'a'.repeat(40);
const ready: RepositoryState = {
  branch: 'main',
  head,
  changes: [],
  green: { commit: head, time: '2026-01-01T00:00:00.000Z' },
  tags: new Set(),
  untagged: [],
};
const reasons = (change: Partial<RepositoryState>): readonly string[] =>
  guardsOf({ ...ready, ...change }).flatMap((guard) => (guard.ok ? [] : [guard.reason]));

test('all guards hold on a clean, tested main', () => {
  expect(reasons({})).toEqual([]);
});

test.each<[string, Partial<RepositoryState>, string]>([
  [
    'a changed file',
    { changes: [' M packages/cdf/src/model.ts'] },
    '1 file differs from the commit: M packages/cdf/src/model.ts',
  ],
  [
    'many changed files',
    { changes: ['?? a', '?? b', '?? c', '?? d'] },
    '4 files differ from the commit: ?? a, ?? b, ?? c, …',
  ],
  ['another branch', { branch: 'topic' }, 'the branch is topic'],
  ['no branch', { branch: undefined }, 'no branch is checked out'],
  ['no tests', { green: undefined }, `no npm test that passed is on record for aaaaaaaaaa`],
  [
    'tests of another commit',
    { green: { commit: 'b'.repeat(40), time: '' } },
    'npm test passed on bbbbbbbbbb, and this is aaaaaaaaaa',
  ],
  ['a version without its tag', { untagged: ['a@0.1.0'] }, 'a tag is missing: a@0.1.0'],
  [
    'versions without their tags',
    { untagged: ['a@1.0.0', 'b@1.0.0', 'c@1.0.0', 'd@1.0.0'] },
    '4 tags are missing: a@1.0.0, b@1.0.0, c@1.0.0, …',
  ],
])('%s is refused, with the reason', (_what, change, reason) => {
  expect(reasons(change)).toEqual([reason]);
});
