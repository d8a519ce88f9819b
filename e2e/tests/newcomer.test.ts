import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { installationSections } from '../src/release/installation-lines.js';
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

test('every section of docs/install.md is one that is typed', () => {
  expect(installationSections).toEqual([
    'From a clone',
    'From one npm file',
    'With npm, 1',
    'With npm, 2',
    'As an RPM or Debian package, 1',
    'As an RPM or Debian package, 2',
    'As one file',
    'What next',
  ]);
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
