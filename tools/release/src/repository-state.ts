import { readGreen } from '../../verify/green-record.mjs';
import { outputOf } from './run-command.js';

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
  return {
    branch: branch === '' ? undefined : branch,
    head,
    changes: status.split('\n').filter((line) => line !== ''),
    green: readGreen(repository),
    tags: new Set(tags.split('\n')),
  };
}
