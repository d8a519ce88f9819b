import { listPackages, tagOf } from './list-packages.js';
import type { Report } from './report.js';
import { readRepositoryState } from './repository-state.js';
import { outputOf } from './run-command.js';

/**
 * Sets the tags of released versions that this clone lacks, each at the commit that wrote the
 * version into the manifest. A history that does not reach back to it is an error.
 */
export async function restoreTags(repository: string): Promise<Report> {
  const git = (...args: readonly string[]): Promise<string> =>
    outputOf('git', args, { cwd: repository });
  const untagged = new Set((await readRepositoryState(repository)).untagged);
  const wanted = listPackages(repository).filter(({ manifest }) => untagged.has(tagOf(manifest)));
  for (const { folder, manifest } of wanted) {
    const line = `"version": "${manifest.version}"`;
    const commit = await git(
      'log',
      '-1',
      '--format=%H',
      `-S${line}`,
      '--',
      `${folder}/package.json`,
    );
    if (commit === '')
      throw new Error(
        `no commit here wrote ${manifest.version} into ${folder}/package.json\nhint: git fetch --unshallow --tags`,
      );
    await git('tag', tagOf(manifest), commit);
  }
  return {
    schema: 1,
    action: 'restore-tags',
    dryRun: false,
    guards: [],
    outcome: wanted.length === 0 ? 'nothing' : 'done',
    packages: wanted.map(({ manifest: { name, version } }) => ({ name, version, what: 'tagged' })),
  };
}
