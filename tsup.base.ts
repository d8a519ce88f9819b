import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { exportedSources, readManifest } from './tools/workspace/manifests.mjs';
import {
  mainOf,
  type QuickBuild,
  quickOptions,
  quickStart,
} from './tools/workspace/quick-start.mjs';

const manifest = readManifest('.');
const bins = Object.values(manifest.bin ?? {}).map((file) => ({
  source: file.replace(/^(\.\/)?dist\//, 'src/').replace(/\.c?js$/, '.ts'),
  isQuick: file.endsWith('.cjs'),
}));
const exported = exportedSources(manifest).map(({ source }) => source);
const bundled = [...(manifest.hare?.bundles ?? [])];

const shared: Options = {
  target: 'node20',
  platform: 'node',
  dts: false,
  sourcemap: false,
  silent: true,
};

/**
 * One ES module per whole program of a bin and per entry of `exports`, shared code in chunks. A
 * library in `hare.bundles` is in them: one file instead of the hundred that execa consists of, as
 * Node's loader takes longest. Those of its parts that are CommonJS need a `require`.
 */
export const modules: Options = {
  ...shared,
  entry: [
    ...new Set([
      ...bins.map(({ source, isQuick }) => (isQuick ? mainOf(source) : source)),
      ...exported,
    ]),
  ],
  format: 'esm',
  splitting: true,
  ...(bundled.length > 0 && {
    noExternal: bundled,
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
  }),
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
