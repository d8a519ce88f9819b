/**
 * `npm test` and `npm run soak`: everything from a fresh clone, closing with `N passed, N failed, N
 * skipped` summed over it all.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  ensureBuilt,
  ensureInstalled,
  repository,
  run,
  toolEnvironment,
} from './ensure-installed.mjs';
import { listWorkspaces } from '../workspace/manifests.mjs';
import nxPlugin from '../workspace/nx-plugin.cjs';
import { cleanCommit, writeGreen } from './green-record.mjs';
import { runChecks, staticChecks } from './static-checks.mjs';

const soak = process.argv[2] === 'soak';
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const commit = cleanCommit(repository);

function count(name, ok) {
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(name);
}

ensureInstalled();
ensureBuilt();
// CI has a real Consul, built when there is none; elsewhere its tests are skipped with a visible
// line where it is missing.
const inCi = process.env['CI'] === 'true';
if (inCi) await runChecks([['a real Consul', ['node', 'tools/consul/consul.mjs', 'path']]], count);
const benchmarks = ['benchmarks run', ['node', 'tools/bench/run.mjs', '--smoke']];
if (!soak) await runChecks([...(inCi ? [benchmarks] : []), ...staticChecks], count);

const tested = [
  ...['packages', 'tools'].flatMap((parent) => listWorkspaces(repository, parent)),
  { folder: 'e2e' },
]
  .map(({ folder }) => folder)
  .filter((folder) => 'test' in nxPlugin.targetsOf(folder, repository));
for (const folder of tested)
  rmSync(path.join(repository, folder, 'test-results'), { recursive: true, force: true });
run(
  'npx',
  ['nx', 'run-many', '-t', 'test', '--parallel=3', '--output-style=static', '--nxBail=false'],
  { env: { ...toolEnvironment, ...(soak ? { HARE_SOAK: '1' } : {}) } },
);
for (const folder of tested) {
  const file = path.join(repository, folder, 'test-results', 'vitest.json');
  if (!existsSync(file)) {
    count(`${folder}: its tests did not finish`, false);
    continue;
  }
  const result = JSON.parse(readFileSync(file, 'utf8'));
  total.passed += result.numPassedTests;
  total.skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  for (const suite of result.testResults) {
    const failed = suite.assertionResults.filter((assertion) => assertion.status === 'failed');
    for (const assertion of failed)
      count(`${path.relative(repository, suite.name)}: ${assertion.fullName}`, false);
    if (suite.status === 'failed' && failed.length === 0)
      count(`${path.relative(repository, suite.name)}: the file could not be run`, false);
    for (const assertion of suite.assertionResults) {
      if (assertion.status === 'pending' || assertion.status === 'skipped')
        console.log(`skipped: ${path.relative(repository, suite.name)}: ${assertion.fullName}`);
    }
  }
}
if (process.env['HARE_COVERAGE'] === '1') run('node', ['tools/verify/coverage.mjs']);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
const green = total.failed === 0 && total.passed > 0;
if (green && !soak && commit !== undefined && commit === cleanCommit(repository))
  writeGreen(repository, commit);
process.exitCode = green ? 0 : 1;
