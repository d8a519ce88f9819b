import { listWorkspaces, type Manifest as Written } from '../../workspace/manifests.mjs';

export { repository } from '../../workspace/manifests.mjs';

/** What the docs need to know of a package; `folder` is its name below packages/. */
export type Manifest = Written &
  Required<Pick<Written, 'bin' | 'dependencies' | 'description' | 'exports'>> & {
    readonly folder: string;
  };

/** Every package, in the order of their folders' names. */
export function listPackages(): readonly Manifest[] {
  return listWorkspaces().map(({ name, manifest }) => ({
    description: '',
    exports: {},
    bin: {},
    dependencies: {},
    ...manifest,
    folder: name,
  }));
}
