/**
 * `npm run test:nodes [-- 24 …]`: the four stages, the tests of confstore and the demo on every
 * line of Node that users run, or on those that are named; closes with `N passed, N failed`. A Node
 * that cannot be fetched is skipped, and fails in CI.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, repository } from './ensure-installed.mjs';
import { fetchNode, nodeVersions } from './node-lines.mjs';

const named = process.argv.slice(2);
const wanted = nodeVersions.filter(
  (version) => named.length === 0 || named.includes(version.split('.')[0]),
);
if (wanted.length === 0) {
  console.error(`no Node ${named.join(', ')}: there are ${nodeVersions.join(', ')}`);
  process.exit(2);
}
const total = { passed: 0, failed: 0 };
const folder = mkdtempSync(path.join(tmpdir(), 'hare-nodes-'));

ensureInstalled();
ensureBuilt();
try {
  for (const version of wanted) testOn(version);
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function testOn(version) {
  let node;
  try {
    node = fetchNode(version);
  } catch (error) {
    const isCi = process.env['CI'] === 'true';
    console.log(`${isCi ? 'FAILED ' : 'skipped'} Node ${version}: ${error.message}`);
    if (isCi) total.failed += 1;
    return;
  }
  const call = { node, version };
  timed(call, 'four stages', () => vitest(call, 'e2e', ['tests/four-stages.test.ts']));
  timed(call, 'start-up', () => vitest(call, 'e2e', ['tests/start-up.test.ts']));
  timed(call, 'confstore', () =>
    vitest(call, 'packages/confstore', [
      'src',
      'tests/command',
      'tests/conformance',
      'tests/vectors',
    ]),
  );
  timed(call, 'demo', () => demo(call));
}

/** Runs a part and says how it went: `work` answers the numbers and what to show of a failure. */
function timed({ version }, name, work) {
  const started = Date.now();
  const { passed, failed, output } = work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (failed > 0) console.log(output);
  console.log(
    `${failed === 0 ? 'ok    ' : 'FAILED'} Node ${version}: ${name}, ${passed} passed, ${failed} failed (${seconds} s)`,
  );
  total.passed += passed;
  total.failed += failed;
}

function start({ node }, args, cwd) {
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd: path.join(repository, cwd),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // Everything else on PATH stays: what is built is built by the Node that built it.
    env: { ...process.env, HCTL_SIM_NODE: node },
  });
  return { status, output: stdout + stderr };
}

function vitest(call, workspace, files) {
  const file = path.join(folder, 'vitest.json');
  rmSync(file, { force: true });
  const { output } = start(
    call,
    [
      path.join(repository, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...files,
    ],
    workspace,
  );
  if (!existsSync(file)) return { passed: 0, failed: 1, output };
  const { numPassedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').length;
    return status === 'failed' ? Math.max(1, tests) : tests;
  });
  return { passed: numPassedTests, failed: failed.reduce((sum, n) => sum + n, 0), output };
}

/** The demo shows all that the stages print: a warning of Node would reach the user, too. */
function demo(call) {
  const { status, output } = start(call, ['tools/demo/run.mjs'], '.');
  const ok = status === 0 && !/\(node:\d+\)|Warning:/.test(output);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}
