import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { knownVersions } from '@hare/release';
import { listWorkspaces, repository } from '../../../workspace/manifests.mjs';

/**
 * The whole program as one CommonJS file, which is what a single executable can contain; what was a
 * lazy import still runs only on demand. Made from the sources, because
 * `versionOf(import.meta.url)` is replaced here by the version itself, and `createRequire` by the
 * `require` of the bundle. A use of `import.meta` that is not known to work in one file fails the
 * build.
 */
export async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [path.join(repository, 'tools/rpm/src/standalone/entry.ts')],
    outfile,
    absWorkingDir: repository,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: ['@hare/source'],
    define: {
      stageVersions: JSON.stringify(
        Object.fromEntries(
          listWorkspaces().flatMap(({ manifest: { bin = {}, version } }) =>
            Object.keys(bin).map((name) => [name, version]),
          ),
        ),
      ),
    },
    plugins: [ownRequire, noCodeFiles, knownVersions],
    // Only cosmiconfig's loader of .ts files wants it, and no such file is ever loaded.
    external: ['typescript'],
    logOverride: { 'empty-import-meta': 'error' },
    logLevel: 'silent',
    legalComments: 'none',
  });
}

/**
 * What a module requires in passing is bundled as well, and still runs only when it is asked for.
 * The executable has no files of code to look at: its version says which code it is.
 */
const ownRequire = replaced(
  /\/packages\/[^/]+\/src\/.*\/join-flow-lines\.ts$/,
  "createRequire(import.meta.url)('yaml')",
  "require('yaml')",
);
const noCodeFiles = replaced(
  /\/packages\/configuration\/src\/.*\/what-counts\.ts$/,
  'fileURLToPath(import.meta.url)',
  "fileURLToPath('')",
);

function replaced(filter: RegExp, text: string, by: string): Plugin {
  return {
    name: `replaced ${text}`,
    setup: (builder) => {
      builder.onLoad({ filter }, ({ path: file }) => {
        const source = readFileSync(file, 'utf8');
        if (!source.includes(text)) throw new Error(`${file} has no ${text}`);
        return { contents: source.replace(text, by), loader: 'ts' };
      });
    },
  };
}
