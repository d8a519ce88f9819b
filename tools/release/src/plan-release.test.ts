import { expect, test } from 'vitest';
import { dependenciesFirst, type WorkspacePackage } from './list-packages.js';
import { asksForVersion, planRelease } from './plan-release.js';

const one = (name: string, ...needs: readonly string[]): WorkspacePackage => ({
  folder: `packages/${name}`,
  manifest: {
    name,
    version: '0.1.0',
    dependencies: Object.fromEntries(needs.map((need) => [need, '^0.1.0'])),
  },
});
const packages = dependenciesFirst([
  one('hare_setup', 'stage', 'cdf'),
  one('stage', 'confstore'),
  one('cdf', 'confstore', 'yaml'),
  one('confstore'),
]);

test('packages come behind those that they need', () => {
  expect(packages.map(({ manifest }) => manifest.name)).toEqual([
    'confstore',
    'cdf',
    'stage',
    'hare_setup',
  ]);
});

test('a plan names what moves and why, and leaves out what stays', () => {
  const stays = { currentVersion: '0.1.0', newVersion: null };
  const moves = { currentVersion: '0.1.0', newVersion: '0.1.1' };
  const planned = planRelease(
    packages,
    { confstore: stays, stage: stays, cdf: moves, hare_setup: moves },
    new Map([['cdf', ['fix(cdf): a', 'test(cdf): b']]]),
    new Set(packages.map(({ manifest }) => manifest.name)),
  );
  expect(planned).toEqual([
    { name: 'cdf', folder: 'packages/cdf', from: '0.1.0', to: '0.1.1', why: ['fix(cdf): a'] },
    {
      name: 'hare_setup',
      folder: 'packages/hare_setup',
      from: '0.1.0',
      to: '0.1.1',
      why: ['needs cdf'],
    },
  ]);
});

test('a package without a tag is new', () => {
  const planned = planRelease(
    [one('confstore')],
    { confstore: { currentVersion: '0.0.0', newVersion: '0.1.0' } },
    new Map(),
    new Set(),
  );
  expect(planned).toMatchObject([{ from: undefined, to: '0.1.0', why: ['its first release'] }]);
});

test.each([
  ['feat(cdf): x', true],
  ['fix: x', true],
  ['perf(cdf): x', true],
  ['refactor(cdf)!: x', true],
  ['refactor(cdf): x', false],
  ['test: fix: x', false],
  ['fixes x', false],
])('%j asks for a version: %s', (title, asks) => {
  expect(asksForVersion(title)).toBe(asks);
});
