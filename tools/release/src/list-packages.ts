import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The part of a package.json that a release reads. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package of this repository that is released. */
export interface WorkspacePackage {
  /** Its folder, from the repository: `packages/cdf`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package below packages/, those that others need before those that need them. */
export function listPackages(repository: string): readonly WorkspacePackage[] {
  const found = readdirSync(path.join(repository, 'packages')).flatMap(
    (name): WorkspacePackage[] => {
      const folder = `packages/${name}`;
      const file = path.join(repository, folder, 'package.json');
      return existsSync(file)
        ? [{ folder, manifest: JSON.parse(readFileSync(file, 'utf8')) as Manifest }]
        : [];
    },
  );
  return dependenciesFirst(found);
}

/**
 * The same packages, each behind those that it depends on; by name where that leaves a choice. The
 * dependencies have no cycle (tools/verify/boundaries.cjs).
 */
export function dependenciesFirst(
  packages: readonly WorkspacePackage[],
): readonly WorkspacePackage[] {
  const byName = new Map(packages.map((each) => [each.manifest.name, each]));
  const ordered = new Set<WorkspacePackage>();
  const visit = (each: WorkspacePackage): void => {
    for (const name of Object.keys(each.manifest.dependencies ?? {}).sort()) {
      const needed = byName.get(name);
      if (needed !== undefined && !ordered.has(needed)) visit(needed);
    }
    ordered.add(each);
  };
  for (const name of [...byName.keys()].sort()) visit(byName.get(name) as WorkspacePackage);
  return [...ordered];
}

/** The tag of a released version: `@hare/cdf@0.1.0` (nx.json, release.releaseTag). */
export function tagOf({ name, version }: Pick<Manifest, 'name' | 'version'>): string {
  return `${name}@${version}`;
}
