import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listPackages } from '@hare/release';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeCleanMachine, type CleanMachine } from '../src/release/clean-machine.js';
import { listTarball } from '../src/release/list-tarball.js';
import { realCommand } from '../src/release/real-command.js';
import { startRegistry, type Registry } from '../src/release/start-registry.js';
import { inRepository, runCommand } from '../src/run-bin.js';
import { withSandbox } from '../src/with-sandbox.js';

const packages = listPackages(inRepository('.')).map(({ manifest }) => manifest);
const withBins = packages.filter(({ bin }) => bin !== undefined);
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hare-self-contained-')));
let registry: Registry;
let machine: CleanMachine;

const fileOf = ({ name, version }: (typeof packages)[number]): string =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;

/** `npm run package:npm` of what is built, into a folder, under a umask; of some packages only. */
async function pack(target: string, umask: string, some = packages): Promise<void> {
  const script = `
    import { listPackages, packPackages, packSelfContained } from '@hare/release';
    const [repository, target, ...names] = process.argv.slice(1);
    const packages = listPackages(repository);
    const wanted = packages.filter(({ manifest }) => names.includes(manifest.name));
    await packPackages(repository, wanted, target + '/registry');
    await packSelfContained(repository, wanted, target, packages);
  `;
  const { exitCode, stderr } = await runCommand(
    [
      'sh',
      '-c',
      `umask ${umask} && exec "$0" --input-type=module --eval "$@"`,
      ...[process.execPath, script, inRepository('.').slice(0, -1), target],
      ...some.map(({ name }) => name),
    ],
    {},
    inRepository('e2e'),
  );
  expect(exitCode, stderr).toBe(0);
}

function digests(below: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(below, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tgz'))
      .toSorted()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(path.join(below, file)))
          .digest('hex'),
      ]),
  );
}

beforeAll(async () => {
  // It knows none of our packages.
  registry = await startRegistry(path.join(folder, 'registry'));
  machine = makeCleanMachine(folder, registry);
  await pack(path.join(folder, 'one'), '022');
});

afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
});

test('the same sources give the same tarballs under another umask, one for each command and each package', async () => {
  const one = digests(path.join(folder, 'one'));
  const again = packages.slice(-inject('limits').packedAgain);
  await pack(path.join(folder, 'two'), '077', again);
  const two = digests(path.join(folder, 'two'));
  expect(Object.keys(two)).toEqual(
    expect.arrayContaining(again.map((manifest) => `registry/${fileOf(manifest)}`)),
  );
  expect(one).toMatchObject(two);
  expect(Object.keys(one)).toEqual(
    [
      ...withBins.map(fileOf),
      ...packages.map((manifest) => `registry/${fileOf(manifest)}`),
    ].toSorted(),
  );
});

describe.each(withBins.map((manifest) => [manifest.name, manifest] as const))(
  '%s from its one file',
  (name, manifest) => {
    const file = path.join(folder, 'one', fileOf(manifest));

    test('it has licence and notice, names what is in it, and needs others in exact versions', async () => {
      const files = await listTarball(file);
      expect([...files.keys()]).toEqual(expect.arrayContaining(['LICENSE', 'NOTICE', 'README.md']));
      expect(files.get('NOTICE')).toContain(`${name} ${manifest.version} (Apache-2.0)`);
      const { dependencies, exports } = JSON.parse(files.get('package.json') ?? '') as {
        readonly dependencies: Readonly<Record<string, string>>;
        readonly exports?: unknown;
      };
      expect(exports).toBeUndefined();
      expect(
        Object.entries(dependencies).filter(
          ([needed, version]) =>
            /^(@hare\/|hare_setup$)/.test(needed) || !/^[0-9.]+$/.test(version),
        ),
      ).toEqual([]);
    });
  },
);

/** Each is installed into a folder of its own, with all that it needs. */
describe('installed from their files where no registry knows us', () => {
  test('each is installed', async () => {
    const files = withBins.map((manifest) => path.join(folder, 'one', fileOf(manifest)));
    const installed = await machine.run(machine.home, ['npm', 'install', '--global', ...files]);
    expect(installed.exitCode, installed.stderr).toBe(0);
    const at = path.join(machine.prefix, 'lib/node_modules');
    expect(
      readdirSync(at, { recursive: true, encoding: 'utf8' })
        .filter((file) => /^(@[^/]+\/)?[^/@]+\/package\.json$/.test(file))
        .map((file) => path.dirname(file))
        .toSorted(),
    ).toEqual(withBins.map(({ name }) => name).toSorted());
  });

  test.each(withBins.map((manifest) => [manifest.name, manifest] as const))(
    '%s runs',
    async (_, { version, bin = {} }) => {
      for (const name of Object.keys(bin)) {
        const program = path.join(machine.prefix, 'bin', name);
        const help = await machine.run(machine.home, [program, '--help']);
        expect(help, help.stderr).toMatchObject({ exitCode: 0, stderr: '' });
        expect(help.stdout).toContain(name);
        expect(await machine.run(machine.home, [program, '--version'])).toEqual({
          exitCode: 0,
          stdout: `${version}\n`,
          stderr: '',
        });
        const { args, env, exitCodes, shows } = realCommand(name, withSandbox());
        const real = await machine.run(machine.home, [program, ...args], env);
        expect(exitCodes, real.stdout + real.stderr).toContain(real.exitCode);
        expect(real.stdout).toContain(shows);
      }
    },
  );

  test('hare_setup brings a machine through the four stages', async () => {
    const { root, url, env } = withSandbox();
    for (const args of [['post_install'], ['config', '--config', url], ['init'], ['test']]) {
      const ended = await machine.run(machine.home, ['hare_setup', ...args, '--root', root], env);
      expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
    }
  });

  test('removed, they leave nothing', async () => {
    const names = withBins.map(({ name }) => name);
    const removed = await machine.run(machine.home, ['npm', 'uninstall', '--global', ...names]);
    expect(removed.exitCode, removed.stderr).toBe(0);
    const left = readdirSync(machine.prefix, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => !entry.isDirectory())).toEqual([]);
    expect(readdirSync(machine.home)).toEqual([]);
  });
});
