import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

/**
 * The folder of the scripts that tests start as separate processes, bundled with the sources of our
 * packages.
 */
export const processFolder = fileURLToPath(new URL('../test-results/processes/', import.meta.url));

/** For `globalSetup` of vitest. */
export default async function buildProcesses(): Promise<void> {
  await build({
    config: false,
    entry: ['apply-process.mjs', 'reader-process.mjs'].map((name) =>
      fileURLToPath(new URL(name, import.meta.url)),
    ),
    outDir: processFolder,
    format: 'esm',
    noExternal: [/^@hare\//],
    silent: true,
    clean: true,
    esbuildOptions: (options) => {
      options.conditions = ['@hare/source'];
    },
  });
}
