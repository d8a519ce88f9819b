import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { mainOf, quickOptions, quickStart } from '../../../workspace/quick-start.mjs';
import { knownVersions } from '../known-versions.js';
import type { WorkspacePackage } from '../list-packages.js';
import type { Others } from './read-others.js';

/** What the bins of a package are made of. */
export interface BundledBins {
  /** Our packages in it. */
  readonly own: readonly WorkspacePackage[];
  /** Folders of packages of others in it. */
  readonly apart: readonly string[];
  /** Names of packages that must be installed with it. */
  readonly needed: readonly string[];
}

/**
 * The bins of a package with all that they use of our own packages below `place`: the whole
 * programs as ES modules, before them what starts quickly. A lazy import stays lazy. Packages of
 * others stay outside, but for those that one of ours needs in a version of its own: one place to
 * install has one version.
 */
export async function bundleBins(
  repository: string,
  { folder, manifest }: WorkspacePackage,
  packages: readonly WorkspacePackage[],
  others: Others,
  place: string,
): Promise<BundledBins> {
  const bins = Object.values(manifest.bin ?? {}).map((file) =>
    file.replace(/^(\.\/)?dist\//, 'src/').replace(/cjs$/, 'ts'),
  );
  const shared = {
    outdir: path.join(place, 'dist'),
    absWorkingDir: repository,
    bundle: true,
    platform: 'node',
    target: 'node20',
    metafile: true,
    logLevel: 'silent',
  } as const;
  const builds = await Promise.all([
    build({
      ...shared,
      entryPoints: Object.fromEntries(
        bins
          .map(mainOf)
          .map((file) => [path.basename(file, '.ts'), path.join(repository, folder, file)]),
      ),
      splitting: true,
      chunkNames: 'parts/[name]-[hash]',
      format: 'esm',
      conditions: ['@hare/source'],
      plugins: [knownVersions, othersOutside(repository, packages, others)],
    }),
    ...bins
      .flatMap((bin) => quickStart(path.join(repository, folder), bin))
      .map(({ name, source, plugin }) =>
        build({
          ...shared,
          ...quickOptions,
          entryPoints: { [name]: source },
          outExtension: { '.js': '.cjs' },
          format: 'cjs',
          plugins: [knownVersions, plugin],
        }),
      ),
  ]);
  const inputs = unique(builds.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  const outputs = builds.flatMap(({ metafile }) => Object.entries(metafile.outputs));
  const outside = [
    ...outputs.flatMap(([, { imports }]) =>
      imports.filter(({ external }) => external === true).map((each) => each.path),
    ),
    ...outputs.flatMap(([file]) => required(path.join(repository, file))),
  ];
  return {
    own: packages.filter((each) => inputs.some((file) => file.startsWith(`${each.folder}/src/`))),
    apart: unique(
      inputs.flatMap(
        (file) => /^(packages\/[^/]+\/)?node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
      ),
    ),
    needed: unique(
      outside.filter((name) => !isBuiltin(name) && !name.startsWith('.')).map(packageName),
    ),
  };
}

function othersOutside(
  repository: string,
  packages: readonly WorkspacePackage[],
  others: Others,
): Plugin {
  const own = new Set(packages.map(({ manifest: { name } }) => name));
  return {
    name: 'others-outside',
    setup: (builder) => {
      builder.onResolve({ filter: /^[^./]/ }, ({ path: wanted, kind, importer }) => {
        if (kind === 'entry-point' || own.has(packageName(wanted))) return undefined;
        const [from = ''] = path.relative(repository, importer).split('/src/');
        return !isBuiltin(wanted) && others.apart(from, packageName(wanted)) !== undefined
          ? undefined
          : { path: wanted, external: true };
      });
    },
  };
}

/** What a module requires in passing. */
function required(file: string): readonly string[] {
  return [
    ...readFileSync(file, 'utf8').matchAll(/createRequire\(import\.meta\.url\)\("([^"]+)"\)/g),
  ].flatMap(([, name]) => name ?? []);
}

function packageName(wanted: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(wanted)?.[0] ?? wanted;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}
