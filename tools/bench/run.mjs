// Builds the packages, then runs benchmarks one after the other, each of which prints a Markdown
// table.
//
//   npm run bench                         all of them
//   npm run bench confstore cdf           some of them: the files tools/bench/NAME.bench.mjs
//   npm run bench confstore -- --check    with options for them: fail where a limit is broken
//   npm run bench -- --smoke              small sizes, once: that they run, and rough numbers
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled } from '../verify/ensure-installed.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const suffix = '.bench.mjs';
const all = readdirSync(here)
  .filter((name) => name.endsWith(suffix))
  .map((name) => name.slice(0, -suffix.length))
  .sort();

const words = process.argv.slice(2);
if (words.includes('-h') || words.includes('--help')) {
  console.log(
    `Usage: npm run bench [NAME ...] [-- --smoke | --check]\n\nRuns the benchmarks, or those that are named, and prints a Markdown table of each: ${all.join(', ')}\n\n  --smoke  small sizes, once: that they run, and rough numbers\n  --check  fails where a limit is broken (cdf, cfgen, config, confstore, many, report, shared-consul)`,
  );
  process.exit(0);
}
const options = words.filter((word) => word.startsWith('-'));
const wanted = words.filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => !existsSync(`${here}${name}${suffix}`));
if (unknown.length > 0) {
  console.error(
    `bench: there is no benchmark ${unknown.join(', ')}\n  hint: there are ${all.join(', ')}`,
  );
  process.exit(2);
}

ensureInstalled();
ensureBuilt();

let failed = false;
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`## ${name}\n`);
  const { status } = spawnSync(process.execPath, [`${here}${name}${suffix}`, ...options], {
    cwd: root,
    stdio: 'inherit',
  });
  failed ||= status !== 0;
  console.log();
}
process.exit(failed ? 1 : 0);
