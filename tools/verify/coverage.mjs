/**
 * Prints how much of each package the tests of the last run executed (`npm run coverage`), and the
 * files of which they executed least. Never fails: CONTRIBUTING.md says what is not covered and
 * why.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repository } from './ensure-installed.mjs';

const percent = ({ covered, total }) => (total === 0 ? 100 : (100 * covered) / total);
const rows = [];
const files = [];
for (const folder of readdirSync(path.join(repository, 'packages'))) {
  const file = path.join(
    repository,
    'packages',
    folder,
    'test-results',
    'coverage',
    'coverage-summary.json',
  );
  if (!existsSync(file)) continue;
  for (const [name, { lines, branches, functions }] of Object.entries(
    JSON.parse(readFileSync(file, 'utf8')),
  )) {
    if (name === 'total') rows.push({ folder, lines, branches, functions });
    else files.push({ name: path.relative(repository, name), lines });
  }
}

console.log(
  [
    '| package | lines | branches | functions |',
    '|:--|--:|--:|--:|',
    ...rows.map(
      ({ folder, lines, branches, functions }) =>
        `| ${folder} | ${[lines, branches, functions].map((part) => `${percent(part).toFixed(0)} %`).join(' | ')} |`,
    ),
  ].join('\n'),
);
const least = files
  .filter(({ lines }) => percent(lines) < 60 && lines.total - lines.covered > 4)
  .sort(
    (left, right) =>
      right.lines.total - right.lines.covered - (left.lines.total - left.lines.covered),
  );
if (least.length > 0)
  console.log(
    [
      '',
      'Below 60 %, most uncovered lines first:',
      ...least
        .slice(0, 25)
        .map(({ name, lines }) => `  ${name}: ${lines.covered} of ${lines.total}`),
    ].join('\n'),
  );
