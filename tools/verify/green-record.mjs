/**
 * What `npm test` remembers when all of it passed on a clean tree: the commit. A release asks for
 * it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const recordOf = (repository) => path.join(repository, 'test-results', 'green.json');

/**
 * The commit that the folder is at, when nothing in it differs from that commit; undefined also
 * where there is no git.
 */
export function cleanCommit(repository) {
  try {
    const git = (...args) =>
      execFileSync('git', args, {
        cwd: repository,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    return git('status', '--porcelain') === '' ? git('rev-parse', 'HEAD') : undefined;
  } catch {
    return undefined;
  }
}

/** The last commit at which all tests passed: `{ commit, time }`; undefined when none is known. */
export function readGreen(repository) {
  try {
    const { commit, time } = JSON.parse(readFileSync(recordOf(repository), 'utf8'));
    return typeof commit === 'string' && typeof time === 'string' ? { commit, time } : undefined;
  } catch {
    return undefined;
  }
}

export function writeGreen(repository, commit, time = new Date().toISOString()) {
  mkdirSync(path.dirname(recordOf(repository)), { recursive: true });
  writeFileSync(recordOf(repository), `${JSON.stringify({ commit, time })}\n`);
}
