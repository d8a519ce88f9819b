import { readFileSync, rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import {
  mainOf,
  type QuickBuild,
  quickOptions,
  quickStart,
} from './tools/workspace/quick-start.mjs';

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | { readonly '@hare/source'?: string }>>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const bins = Object.values(manifest.bin ?? {}).map((file) => ({
  source: file.replace(/^(\.\/)?dist\//, 'src/').replace(/\.c?js$/, '.ts'),
  isQuick: file.endsWith('.cjs'),
}));
const exported = Object.values(manifest.exports ?? {}).flatMap((entry) =>
  typeof entry === 'string' || entry['@hare/source'] === undefined ? [] : [entry['@hare/source']],
);

const shared: Options = {
  target: 'node20',
  platform: 'node',
  dts: false,
  sourcemap: false,
  silent: true,
};

/** One ES module per whole program of a bin and per entry of `exports`, shared code in chunks. */
export const modules: Options = {
  ...shared,
  entry: [
    ...new Set([
      ...bins.map(({ source, isQuick }) => (isQuick ? mainOf(source) : source)),
      ...exported.map((file) => file.replace(/^\.\//, '')),
    ]),
  ],
  format: 'esm',
  splitting: true,
};

/** A file that starts quickly: `dist/bin.cjs`, and what is beside it. */
const quick = ({ name, source, plugin }: QuickBuild): Options => ({
  ...shared,
  entry: { [name]: source },
  format: 'cjs',
  splitting: false,
  removeNodeProtocol: false,
  // The plugin says what stays outside.
  noExternal: [/./],
  esbuildPlugins: [plugin],
  esbuildOptions: (options) => {
    Object.assign(options, quickOptions);
  },
});

rmSync('dist', { recursive: true, force: true });

/** The build of the package in the current folder. */
export default defineConfig([
  modules,
  ...bins.flatMap(({ source, isQuick }) => (isQuick ? quickStart('.', source).map(quick) : [])),
]);
