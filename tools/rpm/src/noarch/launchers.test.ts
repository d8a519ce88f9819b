import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { launcherText, startText } from './launchers.js';

let folder: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-launcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const inside of ['prefix/bin', 'prefix/lib/hare_setup', 'path'])
    mkdirSync(path.join(folder, inside), { recursive: true });
  script('prefix/bin/greet', launcherText('greet', '20.11', []));
  script('prefix/lib/hare_setup/start.cjs', startText('20.11', { greet: 'greet.cjs' }));
  script(
    'prefix/lib/hare_setup/greet.cjs',
    'console.log(JSON.stringify(process.argv.slice(2)), __filename === process.argv[1]);',
  );
  env = { PATH: `${path.join(folder, 'path')}:/usr/bin-without-node` };
  for (const command of ['readlink', 'sh'])
    symlinkSync(
      spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim(),
      path.join(folder, 'path', command),
    );
});

function script(file: string, text: string): void {
  writeFileSync(path.join(folder, file), text);
  chmodSync(path.join(folder, file), 0o755);
}

const greet = (file = 'prefix/bin/greet', ...args: readonly string[]) =>
  spawnSync(path.join(folder, file), args, { encoding: 'utf8', env });

test('a launcher gives its arguments to the command as they are, also when it is called through a link', () => {
  script('path/node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
  symlinkSync('../prefix/bin/greet', path.join(folder, 'path/link'));
  for (const file of ['prefix/bin/greet', 'path/link'])
    expect(greet(file, 'two words', '', '--help', '$HOME')).toMatchObject({
      status: 0,
      stdout: '["two words","","--help","$HOME"] true\n',
      stderr: '',
    });
});

test('a machine without Node is told what is missing', () => {
  expect(greet()).toMatchObject({
    status: 1,
    stderr:
      'greet: this machine has no Node.js (node), and 20.11 or newer is needed: put such a node on PATH, or install hare_setup-standalone, which brings its own\n',
  });
});

test.each(['0.12.18', '18.20.4', '20.9.0'])('Node %s is called too old', (version) => {
  script(
    'path/version.cjs',
    `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
  );
  script(
    'path/node',
    `#!/bin/sh\nexec "${process.execPath}" -r "${folder}/path/version.cjs" "$@"\n`,
  );
  const { status, stdout, stderr } = greet();
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    `greet: Node.js ${version} (${process.execPath}) is too old, 20.11 or newer is needed: put such a node on PATH, or install hare_setup-standalone, which brings its own\n`,
  );
});

test.each(['20.11.0', '22.0.0', '100.1.0'])('Node %s is taken', (version) => {
  script(
    'path/version.cjs',
    `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
  );
  script(
    'path/node',
    `#!/bin/sh\nexec "${process.execPath}" -r "${folder}/path/version.cjs" "$@"\n`,
  );
  expect(greet()).toMatchObject({ status: 0, stdout: '[] true\n' });
});
