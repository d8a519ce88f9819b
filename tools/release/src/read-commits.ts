import { type WorkspacePackage, tagOf } from './list-packages.js';
import { outputOf } from './run-command.js';

/**
 * Titles of the commits that touched each package since the tag of its version, newest first, by
 * name; nothing for a package without such a tag.
 */
export async function readCommits(
  repository: string,
  packages: readonly WorkspacePackage[],
  tags: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { folder, manifest } of packages) {
    const tag = tagOf(manifest);
    if (!tags.has(tag)) continue;
    const titles = await outputOf('git', ['log', '--format=%s', `${tag}..HEAD`, '--', folder], {
      cwd: repository,
    });
    found.set(
      manifest.name,
      titles.split('\n').filter((title) => title !== ''),
    );
  }
  return found;
}
