import type { WorkspacePackage } from './list-packages.js';
import type { NxVersion } from './run-nx-release.js';

/** A package that gets a new version. */
export interface PlannedRelease {
  readonly name: string;
  /** `packages/cdf` */
  readonly folder: string;
  /** Undefined: it was never released. */
  readonly from: string | undefined;
  readonly to: string;
  /**
   * Titles of the commits that ask for it, newest first; and the packages that it needs in their
   * new versions.
   */
  readonly why: readonly string[];
}

/**
 * A commit's title that asks for a version by conventional commits: a feature, a fix, a speed-up,
 * or anything that breaks.
 */
export function asksForVersion(title: string): boolean {
  return /^(feat|fix|perf)(\([^)]*\))?!?:/.test(title) || /^\w+(\([^)]*\))?!:/.test(title);
}

/**
 * The packages that get a new version, those that others need first. Pure.
 * @param versions What Nx decided, by name.
 * @param titles Titles of the commits in a package since its last release, by name, newest first.
 * @param released Names of the packages that have been released before.
 */
export function planRelease(
  packages: readonly WorkspacePackage[],
  versions: Readonly<Record<string, NxVersion>>,
  titles: ReadonlyMap<string, readonly string[]>,
  released: ReadonlySet<string>,
): readonly PlannedRelease[] {
  const moves = (name: string): boolean => typeof versions[name]?.newVersion === 'string';
  return packages.flatMap(
    ({ folder, manifest: { name, version, dependencies = {} } }): PlannedRelease[] => {
      const to = versions[name]?.newVersion;
      if (typeof to !== 'string') return [];
      const own = (titles.get(name) ?? []).filter(asksForVersion);
      const needed = Object.keys(dependencies).filter(moves);
      const isNew = !released.has(name);
      return [
        {
          name,
          folder,
          from: isNew ? undefined : (versions[name]?.currentVersion ?? version),
          to,
          why: isNew
            ? ['its first release']
            : [...own, ...(needed.length === 0 ? [] : [`needs ${needed.join(', ')}`])],
        },
      ];
    },
  );
}
