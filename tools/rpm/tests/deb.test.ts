import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSandbox, setupYamlCommand } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { bins } from '../src/bins.js';
import { buildPackage } from '../src/build-package.js';
import { prefix } from '../src/tree.js';

const hasDpkg = spawnSync('dpkg-deb', ['--version']).error === undefined;
const isRoot = process.getuid?.() === 0;
const epochSeconds = 1_700_000_000;

describe.skipIf(!hasDpkg)(`the Debian package${hasDpkg ? '' : ' (skipped: no dpkg-deb)'}`, () => {
  let folder = '';
  let file = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'hare-deb-test-'));
    file = await buildPackage({ kind: 'deb', out: folder, epochSeconds });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('everything is below the prefix and belongs to root', () => {
    const lines = execFileSync('dpkg-deb', ['--contents', file], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(lines.length).toBeGreaterThan(60);
    const above = ['', '/opt', '/opt/seagate', '/opt/seagate/cortx', prefix];
    expect(
      lines.filter((line) => {
        const [, mode = '', place = ''] =
          /^(\S+) root\/root +\d+ \S+ \S+ \.(\S*?)\/?( -> \S+)?$/.exec(line) ?? [];
        const isProgram = place.startsWith(`${prefix}/bin/`);
        const wanted = isProgram ? /^(-rwxr-xr-x|lrwxrwxrwx)$/ : /^(drwxr-xr-x|-rw-r--r--)$/;
        return !wanted.test(mode) || !(above.includes(place) || place.startsWith(`${prefix}/`));
      }),
    ).toEqual([]);
  });

  // What both carry is built twice by the test of the RPM package.
  test.runIf(inject('limits').debBuilds > 1)(
    'a second build of the same sources is the same file',
    async () => {
      const again = await buildPackage({
        kind: 'deb',
        out: path.join(folder, 'again'),
        epochSeconds,
      });
      expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
    },
  );

  test.skipIf(!isRoot)(
    'installed in a root, every command works, setup.yaml brings a node up, and purged nothing is left of it',
    () => {
      const { root, url, env, ...rest } = makeSandbox({ packageManager: 'rpm' });
      onTestFinished(() => rmSync(rest.folder, { recursive: true }));
      const admin = path.join(root, 'var/lib/dpkg');
      for (const each of ['info', 'updates'])
        mkdirSync(path.join(admin, each), { recursive: true });
      writeFileSync(path.join(admin, 'status'), '');
      const dpkg = (...args: readonly string[]): void => {
        execFileSync('dpkg', ['--root', root, '--force-depends', ...args], { stdio: 'pipe' });
      };
      dpkg('--install', file);
      const run = ([command, ...args]: readonly [string, ...string[]]) =>
        spawnSync(path.join(root, command), args, {
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
        });
      for (const { name } of bins) {
        expect(run([`${prefix}/bin/${name}`, '--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
        expect(run([`${prefix}/bin/${name}`, '--help']).stdout).toContain(`Usage: ${name}`);
      }
      const setupYaml = readFileSync(path.join(root, prefix, 'conf/setup.yaml'), 'utf8');
      expect(existsSync(path.join(root, prefix, 'conf/support.yaml'))).toBe(true);
      for (const stage of ['post_install', 'config', 'init', 'test']) {
        const command = setupYamlCommand(setupYaml, stage, { $URL: url, $TYPE: 'sanity' });
        const { status, stdout, stderr } = run([...command, '--root', root]);
        expect(status, `${stage}: ${stdout}${stderr}`).toBe(0);
      }
      dpkg('--purge', 'hare-setup');
      expect(existsSync(path.join(root, 'opt/seagate'))).toBe(false);
      expect(readdirSync(path.join(root, 'var/lib/hare')).length).toBeGreaterThan(0);
    },
    600_000,
  );
});
