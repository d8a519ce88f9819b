import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | { readonly '@hare/source'?: string }>>;
}

/**
 * The build of the package in the current folder: one ES module per bin and per entry of `exports`,
 * shared code in chunks.
 */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const bins = Object.values(manifest.bin ?? {}).map((file) =>
  file.replace(/^(\.\/)?dist\//, 'src/').replace(/\.js$/, '.ts'),
);
const entries = Object.values(manifest.exports ?? {}).flatMap((entry) =>
  typeof entry === 'string' || entry['@hare/source'] === undefined ? [] : [entry['@hare/source']],
);

export default defineConfig({
  entry: [...new Set([...bins, ...entries.map((file) => file.replace(/^\.\//, ''))])],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  clean: true,
  dts: false,
  sourcemap: false,
  silent: true,
});
