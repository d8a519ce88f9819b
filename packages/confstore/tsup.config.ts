import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import base from '../../tsup.base.js';

rmSync('dist', { recursive: true, force: true });
const shared: Options = { ...(base as Options), clean: false };
type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** Leaves those imports to the file beside the bundle that the answer names. */
const apart = (fileOf: (path: string) => string | undefined): Plugin => ({
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) => {
      const file = kind === 'dynamic-import' ? fileOf(path) : undefined;
      return file === undefined ? undefined : { path: file, external: true };
    });
  },
});

/** No module of ours or of Node does anything by being loaded: what is not used is left out. */
const pure: Plugin = {
  name: 'pure',
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, pluginData, kind, ...from }) => {
      if (pluginData === pure || kind === 'entry-point') return undefined;
      const found = await build.resolve(path, { ...from, kind, pluginData: pure });
      return { ...found, sideEffects: false };
    });
  },
};

/**
 * The library and the whole program in chunks; and `get`, which most calls are, each of its parts
 * in one file: opening fifty chunks takes longer than reading a small document.
 */
export default defineConfig([
  {
    ...shared,
    entry: [...(shared.entry as readonly string[]), 'src/main.ts'],
    esbuildPlugins: [apart((path) => (/^\.\/(?:get|main)\.js$/.test(path) ? path : undefined))],
  },
  {
    ...shared,
    entry: {
      get: 'src/get.ts',
      'get-more': 'src/get-more.ts',
      'get-yaml': 'src/formats/yaml/yaml-format.ts',
      'get-toml': 'src/formats/toml/toml-format.ts',
    },
    splitting: false,
    noExternal: [/^@hare\//],
    esbuildOptions: (options) => {
      options.conditions = ['@hare/source'];
    },
    esbuildPlugins: [
      apart((path) => {
        const format = /(yaml|toml)-format\.js$/.exec(path)?.[1];
        if (format !== undefined) return `./get-${format}.js`;
        const isMore = /(?:^@hare\/base|backends|create-store|edit-document|-locks?)(?:\.js)?$/;
        return isMore.test(path) ? './get-more.js' : undefined;
      }),
      pure,
    ],
  },
]);
