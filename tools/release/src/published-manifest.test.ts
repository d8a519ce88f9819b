import { expect, test } from 'vitest';
import { publishedManifest } from './published-manifest.js';

const manifest = {
  name: '@hare/cdf',
  version: '0.1.0',
  bin: { 'hare-cdf': 'dist/bin.cjs' },
  exports: {
    '.': {
      '@hare/source': './src/index.ts',
      types: './dist/index.d.ts',
      default: './dist/index.js',
    },
    './package.json': './package.json',
  },
  publishConfig: { access: 'public', registry: 'http://127.0.0.1/' },
  scripts: { prepublishOnly: 'exit 1' },
  dependencies: { yaml: '^2.9.1' },
  devDependencies: { '@hare/sandbox': '^0.0.0' },
  nx: { targets: {} },
};

test('a published manifest names no source, no script, no development dependency and no registry', () => {
  expect(publishedManifest(manifest)).toEqual({
    name: '@hare/cdf',
    version: '0.1.0',
    bin: { 'hare-cdf': 'dist/bin.cjs' },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    },
    dependencies: { yaml: '^2.9.1' },
  });
});

test('a library that the build contains is not installed with it', () => {
  expect(
    publishedManifest({
      name: '@hare/command',
      hare: { bundles: ['execa'] },
      dependencies: { '@hare/base': '^0.1.0', execa: '^9.6.1' },
    }),
  ).toEqual({
    name: '@hare/command',
    hare: { bundles: ['execa'] },
    dependencies: { '@hare/base': '^0.1.0' },
  });
});

test('the order of the conditions is kept: types come before default', () => {
  const { exports } = publishedManifest(manifest) as { readonly exports: { readonly '.': object } };
  expect(Object.keys(exports['.'])).toEqual(['types', 'default']);
});
