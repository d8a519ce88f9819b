import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import { bootstrapFiles, bootstrapSource, readClusterCdf } from '@hare/cluster';
import { runStageInProcess } from '@hare/stage/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from './stage.js';

let machine: Sandbox;
let folder: string;
let files: readonly string[];
const whole = new Map<string, string>();

const configHere = (): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(config, {
    argv: ['--root', machine.root, '--config', machine.url],
    env: { PATH: process.env['PATH'] ?? '', ...machine.env },
  });

beforeAll(async () => {
  machine = makeSandbox({ packageManager: 'dpkg' });
  folder = path.join(machine.root, 'var/lib/hare');
  await configHere();
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(path.join(folder, name)).isFile() && !/journal|backup|mkfs/.test(name),
  );
  for (const name of files) whole.set(name, readFileSync(path.join(folder, name), 'utf8'));
});

afterAll(() => rmSync(machine.folder, { recursive: true }));

const damages: readonly (readonly [string, (file: string) => void])[] = [
  ['empty', (file) => truncateSync(file)],
  ['full of NUL bytes', (file) => writeFileSync(file, Buffer.alloc(statSync(file).size))],
  ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  [
    'the text of another node',
    (file) =>
      writeFileSync(
        file,
        readFileSync(file, 'utf8')
          .replaceAll('srvnode-1', 'srvnode-2')
          .replaceAll('0x7200000000000001:0x', '0x7200000000000001:0x9'),
      ),
  ],
  ['an empty folder', (file) => replaceByFolder(file, [])],
  ['a pipe', (file) => replaceByPipe(file)],
  ['a folder with files in it', (file) => replaceByFolder(file, ['precious'])],
];

function replaceByPipe(file: string): void {
  rmSync(file);
  execFileSync('mkfifo', [file]);
}

function replaceByFolder(file: string, names: readonly string[]): void {
  rmSync(file);
  mkdirSync(file);
  for (const name of names) writeFileSync(path.join(file, name), name);
}

/** What hctl would be called with. */
async function bootstrapFault(): Promise<string | undefined> {
  const places = {
    varDir: folder,
    stateDir: path.join(folder, 'setup'),
    cdfFile: path.join(folder, 'cluster.yaml'),
  };
  try {
    const cdf = await readClusterCdf({ places, planned: undefined } as unknown as Parameters<
      typeof readClusterCdf
    >[0]);
    expect(await bootstrapSource(cdf, folder)).toEqual({ configDir: folder });
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
}

test.each(damages)(
  'a file that is %s is made again, the second run changes nothing, and hctl never gets it',
  async (_damage, act) => {
    expect(files.length).toBeGreaterThan(9);
    for (const name of bootstrapFiles) {
      act(path.join(folder, name));
      if (isDamaged(name)) expect(await bootstrapFault(), name).toBe('CONFIG_DAMAGED');
      rmSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name), whole.get(name) ?? '');
      expect(await bootstrapFault(), name).toBeUndefined();
    }
    for (const name of files) act(path.join(folder, name));
    expect(files.filter(isDamaged).length).toBeGreaterThan(3);
    const first = await configHere();
    expect(first.exitCode, first.stdout + first.stderr).toBe(0);
    expect(first.report.outcome).toBe('changed');
    expect(files.filter(isDamaged)).toEqual([]);
    expect((await configHere()).report.outcome).toBe('unchanged');
    expect(await bootstrapFault()).toBeUndefined();
    const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('precious'),
    );
    expect(kept).toHaveLength(_damage.includes('files in it') ? files.length : 0);
  },
);

function isDamaged(name: string): boolean {
  const file = path.join(folder, name);
  return !statSync(file).isFile() || readFileSync(file, 'utf8') !== whole.get(name);
}

test('a CDF that is a link to nothing is moved aside; a place that --file names is left to who named it', async () => {
  const cdf = path.join(folder, 'cluster.yaml');
  rmSync(cdf);
  symlinkSync(path.join(machine.folder, 'nowhere/cluster.yaml'), cdf);
  expect((await configHere()).exitCode).toBe(0);
  expect(isDamaged('cluster.yaml')).toBe(false);
  const other = path.join(machine.folder, 'other');
  mkdirSync(other);
  const refused = await runStageInProcess(config, {
    argv: ['--root', machine.root, '--config', machine.url, '--file', other],
    env: { PATH: process.env['PATH'] ?? '', ...machine.env },
  });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('it is a directory [CDF_UNREADABLE]');
  expect(readdirSync(machine.folder).filter((name) => name.includes('aside'))).toEqual([]);
});

const cdfFaults: readonly (readonly [string, (file: string) => void])[] = [
  ['that others can write', (file) => chmodSync(file, 0o666)],
  ['of another user', (file) => chownSync(file, 12345, 0)],
];

test.runIf(process.geteuid?.() === 0).each(cdfFaults)(
  'as root a cluster description %s is not believed, and config writes it anew',
  async (_fault, act) => {
    const file = path.join(folder, 'cluster.yaml');
    const text = readFileSync(file, 'utf8');
    act(file);
    expect(await bootstrapFault()).toBe('STATE_NOT_TRUSTED');
    expect(await configHere()).toMatchObject({ exitCode: 0, report: { outcome: 'changed' } });
    expect(await bootstrapFault()).toBeUndefined();
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o7777, statSync(file).uid]).toEqual([
      text,
      0o644,
      0,
    ]);
  },
);
