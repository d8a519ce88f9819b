export const repository: string;

/** What tools need to know of a package.json. */
export interface Manifest {
  /** Of ours only. `bundles`: dependencies that are in the build, so nothing of them is installed. */
  readonly hare?: { readonly bundles?: readonly string[] };
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files?: readonly string[];
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Workspace {
  /** Of its folder: `cdf`. */
  readonly name: string;
  /** From the repository: `packages/cdf`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export function readManifest(folder: string): Manifest;
export function listWorkspaces(root?: string, parent?: 'packages' | 'tools'): readonly Workspace[];
export function exportedSources(
  manifest: Pick<Manifest, 'exports'>,
): readonly { readonly way: string; readonly source: string }[];
export function installedDependencies(
  manifest: Pick<Manifest, 'dependencies' | 'hare'>,
): Readonly<Record<string, string>>;
