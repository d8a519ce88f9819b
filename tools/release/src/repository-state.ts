import { readGreen } from '../../verify/green-record.mjs';
import { listPackages, tagOf } from './list-packages.js';
import { outputOf } from './run-command.js';

/** The version of a package before its first release. */
const unreleased = '0.0.0';

/** What the guards look at. */
export interface RepositoryState {
  /** Undefined where no branch is checked out. */
  readonly branch: string | undefined;
  /** The commit, 40 digits. */
  readonly head: string;
  /** What differs from the commit, as `git status` says it: ` M packages/cdf/src/model.ts`. */
  readonly changes: readonly string[];
  /** Where all tests passed last. */
  readonly green: { readonly commit: string; readonly time: string } | undefined;
  readonly tags: ReadonlySet<string>;
  /** Tags of released versions that are not here: a clone may have been made without them. */
  readonly untagged: readonly string[];
}

/** Reads the state of the repository from git, and from what `npm test` left. */
export async function readRepositoryState(repository: string): Promise<RepositoryState> {
  const git = (...args: readonly string[]): Promise<string> =>
    outputOf('git', args, { cwd: repository });
  const [branch, head, status, tags] = await Promise.all([
    git('branch', '--show-current'),
    git('rev-parse', 'HEAD'),
    git('status', '--porcelain'),
    git('tag', '--list'),
  ]);
  const known = new Set(tags.split('\n'));
  return {
    branch: branch === '' ? undefined : branch,
    head,
    changes: status.split('\n').filter((line) => line !== ''),
    green: readGreen(repository),
    tags: known,
    untagged: listPackages(repository).flatMap(({ manifest }) =>
      manifest.version === unreleased || known.has(tagOf(manifest)) ? [] : [tagOf(manifest)],
    ),
  };
}
