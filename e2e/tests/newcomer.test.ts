import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { inRepository, runCommand } from '../src/run-bin.js';

const read = (file: string): string => readFileSync(inRepository(file), 'utf8');

test('the tour of the README works as it is printed in the shell of the demo', async () => {
  const [, tour = ''] = /<!-- tour -->([^]*)<!-- \/tour -->/.exec(read('README.md')) ?? [];
  const commands = [...tour.matchAll(/^\$ (.*)$/gm)].map(([, command = '']) => command);
  expect(commands.length).toBeGreaterThan(6);
  // Without the build that `npm run demo` begins with.
  const open = `process.exit((await import('${inRepository('tools/demo/shell.mjs')}')).openShell())`;
  const shell = spawn(process.execPath, ['--input-type=module', '-e', open], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  shell.stdin.end(['set -e', ...commands, 'echo the end'].join('\n'));
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(shell.stdout),
    text(shell.stderr),
    once(shell, 'close') as Promise<[number | null]>,
  ]);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/^formatted: the cluster is stopped$/m);
  expect(stdout).toMatch(/\nthe end\n$/);
  expect(stderr).toContain('SIMULATION');
});

/** What of the page can run here; the others are tried by the tests of releases and packages. */
const runsHere = new Set(['npx hare_setup --version']);
const triedElsewhere = [
  /^npm (ci|run build|run package:npm|run package:rpm -- --only (noarch|standalone|deb))$/,
  /^npm (install --global --registry REGISTRY hare_setup|config set @hare:registry REGISTRY)$/,
  /^npm install --global \.\/dist\/npm\/hare-stage-init-VERSION\.tgz$/,
  /^hare-stage-init --version$/,
  /^dpkg -i dist\/rpm\/hare-setup_VERSION-1_ARCH\.deb$/,
  /^(\/opt\/seagate\/cortx\/hare\/bin\/)?hare_setup (--version|doctor|status)$/,
  /^rpm -i dist\/rpm\/hare_setup-VERSION-1\.noarch\.rpm$/,
  /^rpm2cpio dist\/rpm\/hare_setup-standalone-VERSION-1\.ARCH\.rpm \| cpio -idm$/,
];
const installation = [...read('docs/install.md').matchAll(/```sh\n([^]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.trim());

test('every command of docs/install.md is one that is tried', () => {
  expect(installation.length).toBeGreaterThan(8);
  expect(
    installation.filter(
      (command) => !runsHere.has(command) && !triedElsewhere.some((way) => way.test(command)),
    ),
  ).toEqual([]);
});

test.each([...runsHere])('%s works in the clone', async (command) => {
  expect(installation).toContain(command);
  const { stdout, stderr, exitCode } = await runCommand(
    ['sh', '-c', command],
    {},
    inRepository('.'),
  );
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
});

test('every script of npm that README and docs/install.md name exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = [...(read('README.md') + read('docs/install.md')).matchAll(/npm run ([\w:]+)/g)];
  expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
});

test('in the clone npx never installs a package of another registry', async () => {
  const { stdout } = await runCommand(['npm', 'config', 'get', 'yes'], {}, inRepository('.'));
  expect(stdout).toBe('false\n');
});
