import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasRpm, makeDpkgDatabase, makeRpmDatabase, type DummyPackage } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { postInstall } from './stage.js';

const all = ['cortx-motr', 'cortx-hare', 'consul', 'cortx-s3server', 'cortx-py-utils'].map(
  (name) => ({ name, version: '2.0.0-1' }),
);
const without = (...names: readonly string[]): readonly DummyPackage[] =>
  all.filter(({ name }) => !names.includes(name));

let folder: string;
let env: Record<string, string>;

async function script(name: string, body: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
  return file;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-post-install-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  env = {
    PATH: process.env['PATH'] ?? '',
    HARE_CONSUL_BINARY: await script('consul', 'echo "Consul v1.9.1"'),
    HARE_HCTL: await script('hctl', 'exit 0'),
  };
});

const databases = [
  [
    'rpm',
    (packages: readonly DummyPackage[]) =>
      makeRpmDatabase(path.join(folder, 'var/lib/rpm'), packages),
  ],
  [
    'dpkg',
    (packages: readonly DummyPackage[]) =>
      makeDpkgDatabase(path.join(folder, 'var/lib/dpkg'), packages),
  ],
] as const;

async function postInstallHere(...argv: readonly string[]): ReturnType<typeof runStageInProcess> {
  return runStageInProcess(postInstall, { argv: ['--root', folder, ...argv], env });
}

describe.each(databases)('with a real %s database', (kind, make) => {
  test.skipIf(kind === 'rpm' && !hasRpm())(
    'a machine that has everything passes, and nothing is changed',
    async () => {
      await mkdir(path.join(folder, 'var/lib'), { recursive: true });
      make(all);
      const { exitCode, report } = await postInstallHere();
      expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'unchanged' });
      expect(report.steps.find(({ id }) => id === 'package-cortx-motr')).toMatchObject({
        outcome: 'unchanged',
        note: '2.0.0-1',
      });
    },
  );

  test.skipIf(kind === 'rpm' && !hasRpm())(
    'every missing package is named at once, and optional ones are warnings',
    async () => {
      await mkdir(path.join(folder, 'var/lib'), { recursive: true });
      make(without('cortx-motr', 'consul', 'cortx-s3server'));
      const { exitCode, report, stdout, stderr } = await postInstallHere();
      expect(exitCode).toBe(1);
      expect(
        report.steps.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id),
      ).toEqual(['package-cortx-motr', 'package-consul']);
      expect(stdout + stderr).toContain(
        `package cortx-motr is not installed (${kind} database ${folder}/var/lib/${kind})`,
      );
      expect(stdout + stderr).toContain(
        'package cortx-s3server is not installed: needed only for S3 clients',
      );
    },
  );
});

test.skipIf(!hasRpm())('dpkg is asked when the rpm database is empty', async () => {
  await mkdir(path.join(folder, 'var/lib'), { recursive: true });
  makeRpmDatabase(path.join(folder, 'var/lib/rpm'), []);
  makeDpkgDatabase(path.join(folder, 'var/lib/dpkg'), all);
  expect(await postInstallHere()).toMatchObject({ exitCode: 0 });
});

test.skipIf(!hasRpm())('an rpm database that is not there is named and not made', async () => {
  env['HARE_PACKAGE_MANAGER'] = 'rpm';
  const { exitCode, stdout, stderr } = await postInstallHere();
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain('PACKAGE_DATABASE_MISSING');
});

describe('consul', () => {
  beforeEach(async () => {
    await mkdir(path.join(folder, 'var/lib'), { recursive: true });
    makeDpkgDatabase(path.join(folder, 'var/lib/dpkg'), all);
  });

  test.each([
    ['echo "Consul v1.12.3"', 'Consul 1.12.3 is not supported; Hare supports >=1.7.8 <1.12.0'],
    ['echo "Consul v1.7.7"', 'Consul 1.7.7 is not supported'],
    ['echo hello', 'consul version printed no version number: "hello"'],
    ['echo broken >&2; exit 3', 'consul cannot be run: broken'],
  ])('that says %j is refused', async (body, reason) => {
    env['HARE_CONSUL_BINARY'] = await script('consul', body);
    const { exitCode, stdout, stderr } = await postInstallHere();
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain(reason);
  });

  test('that is missing, and a missing hctl, are both reported', async () => {
    env = {
      PATH: env['PATH'] ?? '',
      HARE_CONSUL_BINARY: path.join(folder, 'no-consul'),
      HARE_HCTL: path.join(folder, 'no-hctl'),
    };
    const { exitCode, report } = await postInstallHere();
    expect(exitCode).toBe(1);
    expect(report.steps.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([
      'consul-version',
      'hctl',
    ]);
  });

  test('--configure-logrotate writes the file once, and a dry run says so without writing', async () => {
    const file = path.join(folder, 'etc/logrotate.d/hare');
    expect(
      (await postInstallHere('--configure-logrotate', '--dry-run')).report.steps.find(
        ({ id }) => id === 'logrotate',
      ),
    ).toMatchObject({ outcome: 'would-change' });
    await expect(readFile(file, 'utf8')).rejects.toThrow('ENOENT');
    expect((await postInstallHere('--configure-logrotate')).report.outcome).toBe('changed');
    expect(await readFile(file, 'utf8')).toContain(`${folder}/var/log/seagate/hare/hare-*.log`);
    expect((await postInstallHere('--configure-logrotate')).report.outcome).toBe('unchanged');
  });
});
