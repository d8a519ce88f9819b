/**
 * What a package may weigh to be read in one sitting: lines of code of its formatted sources,
 * without tests, comments and empty lines, and at most one line in a hundred beyond 100 columns.
 * Prints what is beyond, and exits 1; with --print, all sizes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listWorkspaces, repository } from '../workspace/manifests.mjs';

const allowed = { confstore: 8_500, cdf: 6_200, cfgen: 4_200 };
const allowedElsewhere = 3_500;
const columns = 100;

function linesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/\.(test|bench)\.ts$/.test(name))
    .flatMap((name) =>
      readFileSync(path.join(folder, name), 'utf8').replace(comments, '').split('\n'),
    )
    .filter((line) => line.trim() !== '');
}

/** Those that have lines of their own. */
const comments = /^\s*(?:\/\*[^]*?\*\/|\/\/.*)$/gm;

for (const { name, folder } of listWorkspaces(repository)) {
  const lines = linesOf(path.join(repository, folder, 'src'));
  const most = allowed[name] ?? allowedElsewhere;
  const long = lines.filter((line) => line.length > columns).length;
  const problems = [
    ...(lines.length > most ? [`${lines.length} lines of at most ${most}`] : []),
    ...(long * 100 > lines.length ? [`${long} lines are longer than ${columns} columns`] : []),
  ];
  for (const problem of problems) console.error(`${folder}: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  if (process.argv.includes('--print')) console.log(`${name}: ${lines.length} lines, ${long} long`);
}
