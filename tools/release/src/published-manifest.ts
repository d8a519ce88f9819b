import { installedDependencies } from '../../workspace/manifests.mjs';

/** A package.json as it is in the repository. */
export type SourceManifest = Readonly<Record<string, unknown>>;

/**
 * What only the repository needs: its scripts, its development dependencies, where it publishes (a
 * release says that itself), Nx's settings.
 */
const ownToTheRepository = ['scripts', 'devDependencies', 'publishConfig', 'nx'];
/** The condition by which tests read sources; they are not in the tarball. */
const sourceCondition = '@hare/source';

/**
 * The package.json that is published, made of the one in the repository. Pure; order of keys is
 * kept.
 */
export function publishedManifest(manifest: SourceManifest): SourceManifest {
  const kept = Object.entries(manifest).filter(([key]) => !ownToTheRepository.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, published(key, value, manifest)]));
}

function published(key: string, value: unknown, manifest: SourceManifest): unknown {
  switch (key) {
    case 'exports':
    case 'imports':
      return withoutSources(value);
    case 'dependencies':
      return installedDependencies(manifest);
    case 'files':
      return [...(value as readonly string[]), 'NOTICE'];
    default:
      return value;
  }
}

function withoutSources(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inside]): [string, unknown][] =>
      key === sourceCondition ? [] : [[key, withoutSources(inside)]],
    ),
  );
}
