import type { RepositoryState } from './repository-state.js';

/** A condition of a release: passed, or why not and what to do. */
export type Guard =
  | { readonly title: string; readonly ok: true }
  | { readonly title: string; readonly ok: false; readonly reason: string; readonly hint: string };

/** The branch that is released. */
const releasedBranch = 'main';

/** The conditions for releasing or publishing anything. Pure. */
export function guardsOf({
  branch,
  head,
  changes,
  green,
  untagged,
}: RepositoryState): readonly Guard[] {
  const short = head.slice(0, 10);
  return [
    guard(
      'the tree is clean',
      changes.length === 0,
      `${changes.length} ${changes.length === 1 ? 'file differs' : 'files differ'} from the commit: ${changes
        .slice(0, 3)
        .map((line) => line.trim())
        .join(', ')}${changes.length > 3 ? ', …' : ''}`,
      'git status',
    ),
    guard(
      `the branch is ${releasedBranch}`,
      branch === releasedBranch,
      branch === undefined ? 'no branch is checked out' : `the branch is ${branch}`,
      `git switch ${releasedBranch}`,
    ),
    guard(
      'all tests passed on this commit',
      green?.commit === head,
      green === undefined
        ? `no npm test that passed is on record for ${short}`
        : `npm test passed on ${green.commit.slice(0, 10)}, and this is ${short}`,
      'npm test',
    ),
    guard(
      'every released version has its tag',
      untagged.length === 0,
      `${untagged.length === 1 ? 'a tag is' : `${untagged.length} tags are`} missing: ${untagged.slice(0, 3).join(', ')}${untagged.length > 3 ? ', …' : ''}`,
      'npm run release -- --restore-tags',
    ),
  ];
}

export function guard(title: string, ok: boolean, reason: string, hint: string): Guard {
  return ok ? { title, ok } : { title, ok, reason, hint };
}
