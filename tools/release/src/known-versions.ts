import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { readManifest } from '../../workspace/manifests.mjs';

/**
 * For esbuild: in one file there is no manifest to read, so `versionOf(import.meta.url)` becomes
 * the version itself.
 */
export const knownVersions: Plugin = {
  name: 'known-versions',
  setup: (builder) => {
    builder.onLoad({ filter: /\/packages\/[^/]+\/src\/.*\.ts$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes('versionOf(import.meta.url)')) return undefined;
      const [folder = ''] = /^.*\/packages\/[^/]+/.exec(file) ?? [];
      const contents = text.replaceAll(
        'versionOf(import.meta.url)',
        `Promise.resolve(${JSON.stringify(readManifest(folder).version)})`,
      );
      return { contents, loader: 'ts' };
    });
  },
};
