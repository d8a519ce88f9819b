/**
 * `npm run check`: format, types, lint and unit tests of what differs from the branch this one goes
 * to (`origin/main`, or the last commit where there is none), also if it is not committed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, repository } from './ensure-installed.mjs';
import { runChecks, types } from './static-checks.mjs';

const git = (...args) =>
  execFileSync('git', args, {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
    .split('\n')
    .filter((line) => line !== '');

ensureInstalled();
const changed = [
  ...new Set([
    ...git('diff', '--name-only', '--diff-filter=d', base()),
    ...git('ls-files', '--others', '--exclude-standard'),
  ]),
].filter((file) => existsSync(path.join(repository, file)));
if (changed.length === 0) {
  console.log('nothing differs from the branch: nothing to check');
  process.exit(0);
}
console.log(`${changed.length} ${changed.length === 1 ? 'file differs' : 'files differ'}`);

let failed = 0;
await runChecks(
  [
    ['types', types],
    ...unitTests(),
    ...of(/\.[cm]?[jt]s$/, (files) => [
      'lint',
      ['npx', 'oxlint', '--no-error-on-unmatched-pattern', ...files],
    ]),
    [
      'format',
      ['npx', 'prettier', '--check', '--ignore-unknown', '--log-level', 'warn', ...changed],
    ],
  ],
  (_, ok) => (failed += ok ? 0 : 1),
);
process.exit(failed === 0 ? 0 : 1);

function base() {
  try {
    return git('merge-base', 'HEAD', 'origin/main')[0];
  } catch {
    return 'HEAD';
  }
}

function of(pattern, check) {
  const files = changed.filter((file) => pattern.test(file));
  return files.length === 0 ? [] : [check(files)];
}

/**
 * Tests next to the sources that the changed files of a package can break; tests/ is for npm test.
 */
function unitTests() {
  const folders = new Set(
    changed.flatMap((file) => /^((?:packages|tools)\/[^/]+)\/.*\.ts$/.exec(file)?.[1] ?? []),
  );
  return [...folders].map((folder) => [
    `unit tests of ${folder}`,
    [
      ...['npx', 'vitest', 'related', '--run', '--root', folder, '--exclude', 'tests/**'],
      ...['--passWithNoTests', '--reporter=dot'],
      ...changed
        .filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.ts'))
        .map((file) => path.relative(folder, file)),
    ],
  ]);
}
