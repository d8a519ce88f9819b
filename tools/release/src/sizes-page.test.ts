import { expect, test } from 'vitest';
import { type LockedPackages, sizesPage } from './sizes-page.js';

const locked: LockedPackages = {
  'packages/cdf': { dependencies: { '@hare/confstore': '^0.1.0', yaml: '^2.0.0' } },
  'packages/confstore': { dependencies: { yaml: '^1.0.0' } },
  'node_modules/@hare/confstore': { link: true, resolved: 'packages/confstore' },
  'node_modules/yaml': { dependencies: { 'old-yaml': '*' } },
  'node_modules/old-yaml': {},
  'packages/confstore/node_modules/yaml': {},
};
const cdf = {
  folder: 'packages/cdf',
  manifest: {
    name: '@hare/cdf',
    version: '0.1.0',
    bin: { 'hare-cdf': 'dist/bin.cjs' },
    dependencies: { '@hare/confstore': '^0.1.0', yaml: '^2.0.0' },
  },
};

test('a row has sizes, files, direct needs, and all that comes with it', () => {
  const page = sizesPage(
    [cdf],
    [
      {
        name: '@hare/cdf',
        version: '0.1.0',
        file: '',
        sizeBytes: 2048,
        unpackedBytes: 10_240,
        files: ['package.json'],
      },
    ],
    locked,
    () => 0.5 * 1024 * 1024,
  );
  expect(page).toContain(
    '| [@hare/cdf](../packages/cdf/README.md) | `hare-cdf` | 2.0 | 10.0 | 1 | 2 | 1 + 3 | 1.5 |\n',
  );
});

test('a package that was not packed is an error', () => {
  expect(() => sizesPage([cdf], [], locked, () => 0)).toThrow('@hare/cdf was not packed');
});
