import { execFileSync } from 'node:child_process';
import { hasRpm } from '@hare/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRpmVersions } from './compare-rpm-versions.js';

test.each([
  ['1.0', '1.0', 0],
  ['1.0', '1.0.1', -1],
  ['1.10', '1.9', 1],
  ['1.010', '1.10', 0],
  ['1.0~rc1', '1.0', -1],
  ['1.0~rc1', '1.0~rc2', -1],
  ['1.0^git1', '1.0', 1],
  ['1.0^git1', '1.0.1', -1],
  ['1.0^git1', '1.0~rc1', 1],
  ['1.0a', '1.0', 1],
  ['1.0a', '1.01', -1],
  ['2.0.0-1', '2.0.0-2', -1],
  ['2.0.0-2.el7', '2.0.0-2.el8', -1],
  ['1:1.0-1', '2.0-1', 1],
  ['0:2.0-1', '2.0-1', 0],
  ['2.0.0-277', '2.0.0', 0],
  ['99999999999999999999', '99999999999999999998', 1],
])('%s to %s: %i', (a, b, order) => {
  expect(Math.sign(compareRpmVersions(a, b))).toBe(order);
  expect(Math.sign(compareRpmVersions(b, a)) + order).toBe(0);
});

test.skipIf(!hasRpm())('versions of any signs compare as rpm itself compares them', () => {
  const version = fc.stringMatching(/^[0-9a-cA-B.~^_+]{1,10}$/);
  const pairs = fc
    .sample(
      fc.tuple(
        version,
        fc.oneof(
          version,
          version.map((text) => `1.${text}`),
        ),
      ),
      400,
    )
    .flatMap(
      ([a, b]) =>
        [
          [a, b],
          [a, `${a}${b}`.slice(0, 14)],
        ] as const,
    );
  const table = pairs.map(([a, b]) => `{"${a}","${b}"}`).join(',');
  const answers = execFileSync(
    'rpm',
    [
      '--eval',
      `%{lua: for _, p in ipairs({${table}}) do print(rpm.vercmp(p[1], p[2]) .. "\\n") end}`,
    ],
    { encoding: 'utf8' },
  )
    .trim()
    .split('\n')
    .map(Number);
  expect(answers.length).toBe(pairs.length);
  expect(pairs.map(([a, b]) => ({ a, b, order: Math.sign(compareRpmVersions(a, b)) }))).toEqual(
    pairs.map(([a, b], index) => ({ a, b, order: answers[index] })),
  );
});
