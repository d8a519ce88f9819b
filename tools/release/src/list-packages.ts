import { listWorkspaces, type Manifest, type Workspace } from '../../workspace/manifests.mjs';

/** A package of this repository that is released. */
export type WorkspacePackage = Pick<Workspace, 'folder' | 'manifest'>;

/** Every package below packages/, those that others need before those that need them. */
export function listPackages(repository: string): readonly WorkspacePackage[] {
  return dependenciesFirst(listWorkspaces(repository));
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
