import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, homedir } from 'node:os';
import path from 'node:path';
import {
  hasRpm,
  installRpm,
  makeSandbox,
  setupYamlCommand,
  snapshot,
  type Sandbox,
} from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bins } from '../src/bins.js';
import { buildPackage } from '../src/build-package.js';
import type { Flavour } from '../src/flavour.js';
import { repository } from '../../workspace/manifests.mjs';
import { prefix } from '../src/tree.js';
import { fewCommands } from './few-commands.js';
import { provideRequirements, rpmMachine, runRpm, type RpmMachine } from './rpm-machine.js';

const epochSeconds = 1_700_000_000;
const names = { noarch: 'hare_setup', standalone: 'hare_setup-standalone' } as const;
const quiet = { exitCode: 0, output: '' };

/** What a test has at hand: the built package, and a machine with its database. */
export interface BuiltPackage {
  readonly file: string;
  machine(): Sandbox & RpmMachine;
}

/** Tests of both packages; each is built once. `more`: further tests of one. */
export function describePackage(flavour: Flavour, more: (built: BuiltPackage) => void): void {
  describe.skipIf(!hasRpm())(flavour, () => {
    let folder = '';
    let file = '';
    const name = names[flavour];

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'hare-rpm-test-'));
      file = await buildPackage({ kind: flavour, out: folder, epochSeconds });
    }, 600_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** A machine with the dummy packages of Hare, and with what the package requires. */
    const machine = (): Sandbox & RpmMachine => {
      const sandbox = makeSandbox({ packageManager: 'rpm' });
      onTestFinished(() => rmSync(sandbox.folder, { recursive: true }));
      provideRequirements(path.join(sandbox.root, 'var/lib/rpm'), file);
      return { ...sandbox, ...rpmMachine(sandbox.root) };
    };
    const run = (
      [command, ...args]: readonly [string, ...string[]],
      env: Readonly<Record<string, string>>,
    ) => {
      const { status, stdout, stderr } = spawnSync(command, args, {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
      });
      return { exitCode: status, stdout, stderr };
    };

    test('everything is below the prefix and belongs to root, folders and commands 0755, files 0644', () => {
      const lines = runRpm([
        '-qp',
        '--qf',
        '[%{FILEMODES:perms} %{FILEUSERNAME} %{FILEGROUPNAME} %{FILENAMES}\n]',
        file,
      ])
        .output.trim()
        .split('\n');
      const odd = lines.filter((line) => {
        const [mode = '', user, group, place = ''] = line.split(' ');
        const wanted = place.startsWith(`${prefix}/bin/`)
          ? /^(-rwxr-xr-x|lrwxrwxrwx)$/
          : /^(drwxr-xr-x|-rw-r--r--)$/;
        return (
          user !== 'root' ||
          group !== 'root' ||
          !wanted.test(mode) ||
          (place !== prefix && !place.startsWith(`${prefix}/`))
        );
      });
      expect(odd).toEqual([]);
      expect(lines.length).toBeGreaterThan(20);
    });

    test('a second build of the same sources is the same file', async () => {
      const again = await buildPackage({
        kind: flavour,
        out: path.join(folder, 'again'),
        epochSeconds,
      });
      expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
    }, 600_000);

    test('installed, its setup.yaml brings a node up; removed, it leaves the data and nothing else', () => {
      const { root, url, env, ...here } = machine();
      expect(here.install('-i', file)).toEqual(quiet);
      expect(here.rpm('-V', name)).toEqual(quiet);
      const setupYaml = readFileSync(path.join(here.prefix, 'conf/setup.yaml'), 'utf8');
      expect(
        setupYaml
          .match(/\S*\/bin\/\S*/g)
          ?.every((command) => command === path.join(here.prefix, 'bin/hare_setup')),
      ).toBe(true);
      const machineEnv =
        flavour === 'standalone' ? { ...env, PATH: fewCommands(here.folder) } : env;
      for (const stage of ['post_install', 'config', 'init', 'test']) {
        const result = run(
          [...setupYamlCommand(setupYaml, stage, { $URL: url, $TYPE: 'sanity' }), '--root', root],
          machineEnv,
        );
        expect(result, `${stage}: ${result.stdout}${result.stderr}`).toMatchObject({ exitCode: 0 });
      }
      expect(here.rpm('-V', name)).toEqual(quiet);
      const ofPackage = (relative: string): boolean =>
        relative === 'opt' || relative.startsWith('opt/') || relative.startsWith('var/lib/rpm');
      const before = snapshot(root, ofPackage);
      expect(Object.keys(before)).toEqual(
        expect.arrayContaining([
          'var/lib/hare/cluster.yaml',
          'var/lib/hare/setup/mkfs.json',
          'var/log/seagate/hare/setup.log',
        ]),
      );
      expect(here.rpm('-e', name)).toEqual(quiet);
      expect(snapshot(root, ofPackage)).toEqual(before);
      expect(existsSync(here.prefix)).toBe(false);
    });

    test('an upgrade keeps what an operator wrote, and so does the removal after it', async () => {
      const next = await buildPackage({
        kind: flavour,
        out: folder,
        epochSeconds,
        version: '99.0.0-beta.1',
      });
      const here = machine();
      expect(here.install('-i', file)).toEqual(quiet);
      writeFileSync(path.join(here.prefix, 'conf/hare_setup.yaml'), 'node: srvnode-1\n');
      appendFileSync(path.join(here.prefix, 'conf/logrotate/hare'), '# ours\n');
      expect(here.install('-U', next)).toEqual(quiet);
      expect(here.rpm('-q', name)).toEqual({
        exitCode: 0,
        output: `${name}-99.0.0~beta.1-1.${flavour === 'noarch' ? 'noarch' : process.arch === 'x64' ? 'x86_64' : process.arch}\n`,
      });
      expect(readFileSync(path.join(here.prefix, 'conf/logrotate/hare'), 'utf8')).toContain(
        '# ours',
      );
      expect(readFileSync(path.join(here.prefix, 'conf/setup.yaml'), 'utf8')).toContain(
        `${here.prefix}/bin/hare_setup`,
      );
      expect(run([path.join(here.prefix, 'bin/hare_setup'), '--version'], {})).toMatchObject({
        exitCode: 0,
      });
      expect(here.install('-U', file).output).toContain('is already installed');
      const { exitCode } = here.rpm('-e', name);
      expect({ exitCode, left: readdirSync(here.prefix, { recursive: true }).sort() }).toEqual({
        exitCode: 0,
        left: ['conf', 'conf/hare_setup.yaml', 'conf/logrotate', 'conf/logrotate/hare.rpmsave'],
      });
    }, 600_000);

    test('rpm refuses to have it beside the other one, and without what it requires', () => {
      const here = machine();
      const other = flavour === 'noarch' ? names.standalone : names.noarch;
      installRpm(path.join(here.root, 'var/lib/rpm'), { name: other, version: '1.0.0-1' });
      const beside = here.install('-i', file);
      expect(beside.exitCode).not.toBe(0);
      expect(beside.output).toMatch(new RegExp(`${other} conflicts with|conflicts with ${other}`));
      expect(here.rpm('-e', other, 'base-system')).toEqual(quiet);
      expect(here.install('-i', file).output).toContain('Failed dependencies');
      expect(existsSync(here.prefix)).toBe(false);
    });

    test.skipIf(process.getuid?.() !== 0)(
      'in a root of its own it stands at its usual place, verifies, and goes without a trace',
      () => {
        const here = machine();
        mkdirSync(path.join(here.root, 'tmp'), { recursive: true });
        const inRoot = (...args: readonly string[]) =>
          runRpm(['--root', here.root, '--dbpath', '/var/lib/rpm', ...args]);
        expect(inRoot('-i', file)).toEqual(quiet);
        expect(inRoot('-V', name)).toEqual(quiet);
        expect(readFileSync(path.join(here.root, prefix, 'conf/setup.yaml'), 'utf8')).toContain(
          `cmd: ${prefix}/bin/hare_setup\n`,
        );
        const { exitCode, stdout } = run(
          [
            path.join(here.root, prefix, 'bin/hare_setup'),
            'post_install',
            '--json',
            '--root',
            here.root,
          ],
          here.env,
        );
        expect(exitCode).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({ stage: 'post_install', exitCode: 0 });
        expect(inRoot('-e', name)).toEqual(quiet);
        expect(existsSync(path.join(here.root, 'opt/seagate'))).toBe(false);
      },
    );

    test('commands, manual pages and completions work as installed, and name no place of the machine that built them', () => {
      const here = machine();
      here.install('-i', file);
      for (const bin of bins) {
        const command = path.join(here.prefix, 'bin', bin.name);
        expect(run([command, '--version'], {}).stdout).toMatch(/^\d+\.\d+\.\d+/);
        expect(run([command, '--help'], {}).stdout).toContain(`Usage: ${bin.name}`);
        expect(run([command, '--no-such-option'], {}).exitCode).toBe(2);
      }
      for (const { name: bin } of bins) {
        const section = bin === 'hare_setup' || bin.startsWith('hare-stage-') ? 8 : 1;
        const page = path.join(here.prefix, `share/man/man${section}/${bin}.${section}`);
        if (has('mandoc'))
          expect(run(['mandoc', '-T', 'lint', '-W', 'warning', page], {})).toMatchObject({
            exitCode: 0,
            stdout: '',
          });
        if (has('man'))
          expect(run(['man', '-l', page], { MANPAGER: 'cat' }).stdout).toContain('SYNOPSIS');
        expect(readFileSync(page, 'utf8')).toContain('2023-11-14');
      }
      for (const { name: bin } of bins) {
        for (const [shell, script] of [
          ['bash', `bash-completion/completions/${bin}`],
          ['zsh', `zsh/site-functions/_${bin}`],
          ['fish', `fish/vendor_completions.d/${bin}.fish`],
        ] as const) {
          if (has(shell))
            expect(
              run([shell, '-n', path.join(here.prefix, 'share', script)], { HOME: here.folder }),
              `${shell} ${bin}`,
            ).toEqual({ exitCode: 0, stdout: '', stderr: '' });
        }
      }
      const grep = spawnSync(
        'grep',
        [
          '-rlaF',
          '-e',
          repository,
          '-e',
          folder,
          ...(homedir() === '/root' ? [] : ['-e', homedir()]),
          here.prefix,
        ],
        { encoding: 'utf8' },
      );
      expect(grep.stdout).toBe('');
    });

    more({
      get file() {
        return file;
      },
      machine,
    });
  });
}

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'pipe' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
