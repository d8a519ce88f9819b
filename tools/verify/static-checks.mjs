import { spawn } from 'node:child_process';
import { repository, toolEnvironment } from './ensure-installed.mjs';

/** By the compiler that package.json names: there are two of them. */
export const types = ['npm', 'run', '--silent', 'types'];

/** What is checked without running the packages: name and command. The longest come first. */
export const staticChecks = [
  [
    'format',
    [
      ...['npx', 'prettier', '--check', '.', '--log-level', 'warn'],
      ...['--cache', '--cache-location', '.nx/prettiercache'],
    ],
  ],
  ['lint', ['npx', 'oxlint']],
  ['types', types],
  ['duplicate code', ['npx', 'jscpd']],
  ['dead code', ['npx', 'knip', '--no-progress', '--no-config-hints']],
  [
    'boundaries',
    ['npx', 'depcruise', '--config', 'tools/verify/boundaries.cjs', 'packages', 'tools', 'e2e'],
  ],
  ['licences', ['node', 'tools/verify/licences.mjs']],
  ['pictures', ['node', 'tools/demo/pictures.mjs', '--check']],
  ['sizes', ['node', 'tools/verify/sizes.mjs']],
];

/**
 * Runs checks two at a time and prints what a failed one said, and a line about each, when it ends;
 * the output of one alone is shown as it comes. `ended` is called with its name and whether it
 * passed.
 */
export async function runChecks(checks, ended) {
  const shown = checks.length === 1;
  const waiting = [...checks];
  const worker = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const [name, command] = each;
      const started = Date.now();
      const { exitCode, output } = await runCheck(command, shown);
      if (exitCode !== 0) process.stdout.write(output);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      ended(name, exitCode === 0);
    }
  };
  await Promise.all([worker(), worker()]);
}

function runCheck([program, ...args], shown) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: repository,
      env: toolEnvironment,
      stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
