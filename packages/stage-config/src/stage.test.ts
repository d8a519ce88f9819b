import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rmSync } from 'node:fs';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { config } from './stage.js';

let machine: Sandbox;
let cdf: string;

beforeEach(() => {
  machine = makeSandbox({ packageManager: 'dpkg' });
  onTestFinished(() => rmSync(machine.folder, { recursive: true }));
  cdf = path.join(machine.root, 'var/lib/hare/cluster.yaml');
});

const configHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(config, {
    argv: ['--root', machine.root, ...argv],
    env: { PATH: process.env['PATH'] ?? '', ...machine.env },
  });

async function editConfStore(change: (text: string) => string): Promise<void> {
  await writeFile(machine.confstoreFile, change(await readFile(machine.confstoreFile, 'utf8')));
}

test('the CDF is written once, and the second run changes nothing', async () => {
  const first = await configHere('--config', machine.url);
  expect(first, first.stdout + first.stderr).toMatchObject({
    exitCode: 0,
    report: { outcome: 'changed' },
  });
  expect(await readFile(cdf, 'utf8')).toContain('hostname: srvnode-1.data.private');
  const before = await stat(cdf);
  expect((await configHere('--config', machine.url)).report.outcome).toBe('unchanged');
  expect(await stat(cdf)).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
});

test('--node is remembered for this machine and later runs; a node that was only guessed is not, and said to be one', async () => {
  await writeFile(path.join(machine.root, 'etc/machine-id'), 'f'.repeat(32));
  await writeFile(path.join(machine.root, 'etc/hostname'), 'elsewhere');
  const recorded = async (): Promise<unknown> =>
    (
      JSON.parse(
        await readFile(path.join(machine.root, 'var/lib/hare/setup/config.json'), 'utf8'),
      ) as { readonly node?: unknown }
    ).node;
  const guessed = await configHere('--config', machine.url);
  expect(guessed.exitCode, guessed.stdout).toBe(0);
  expect(guessed.stdout + guessed.stderr).toMatch(
    /neither the CDF nor the ConfStore names this machine/,
  );
  expect(await recorded()).toBeUndefined();
  const told = await configHere('--config', machine.url, '--node', 'srvnode-1');
  expect(told.stdout + told.stderr).not.toMatch(/names this machine/);
  expect(await recorded()).toEqual({ name: 'srvnode-1', machineId: 'f'.repeat(32) });
  expect((await configHere('--config', machine.url)).report.outcome).toBe('unchanged');
  expect(await recorded()).toEqual({ name: 'srvnode-1', machineId: 'f'.repeat(32) });
});

test("a configuration that came from a backup of somebody else is this machine's own after config", async () => {
  await configHere('--config', machine.url);
  const mark = path.join(machine.root, 'var/lib/hare/setup/restored.json');
  await writeFile(mark, '');
  expect(
    (await configHere('--config', machine.url)).report.steps.find(
      ({ id }) => id === 'devices-seen',
    ),
  ).toMatchObject({ outcome: 'changed' });
  await expect(stat(mark)).rejects.toThrow('ENOENT');
  expect((await configHere('--config', machine.url)).report.outcome).toBe('unchanged');
});

test('a changed ConfStore changes the CDF, and the report shows the lines', async () => {
  await configHere('--config', machine.url);
  await editConfStore((text) => text.replace('"/dev/sdf"', '"/dev/sdg"'));
  await writeFile(path.join(machine.root, 'dev/sdg'), Buffer.alloc(1 << 20));
  const dry = await configHere('--config', machine.url, '--dry-run');
  expect(dry.report.outcome).toBe('would-change');
  expect(await readFile(cdf, 'utf8')).toContain('/dev/sdf');
  const { report } = await configHere('--config', machine.url);
  expect(report.steps.find(({ id }) => id === 'cdf')?.diff).toMatch(
    /^-.*\/dev\/sdf$[^]*^\+.*\/dev\/sdg$/m,
  );
  expect(await readFile(cdf, 'utf8')).toContain('/dev/sdg');
});

test('--file names another place, and --cdf-format another format', async () => {
  const file = path.join(machine.folder, 'elsewhere/cluster.yaml');
  expect(
    await configHere('--config', machine.url, '--filename', file, '--cdf-format', '2021'),
  ).toMatchObject({ exitCode: 0 });
  expect(await readFile(file, 'utf8')).toContain('s3: 2');
  await expect(readFile(cdf)).rejects.toThrow('ENOENT');
});

test('what a run left that was killed when all files were in place is cleared away', async () => {
  expect(await configHere('--config', machine.url)).toMatchObject({ exitCode: 0 });
  const folder = path.dirname(cdf);
  await mkdir(path.join(folder, '.hare-cfgen.commit/files'), { recursive: true });
  expect(await configHere('--config', machine.url)).toMatchObject({
    exitCode: 0,
    report: { outcome: 'changed' },
  });
  expect(await readdir(folder)).not.toContain('.hare-cfgen.commit');
  expect(await configHere('--config', machine.url)).toMatchObject({
    exitCode: 0,
    report: { outcome: 'unchanged' },
  });
});

describe('nothing is written when', () => {
  const cases: readonly (readonly [string, (text: string) => string, string, RegExp])[] = [
    ['the JSON is broken', (text) => text.slice(0, -10), '', /exampleV2\.json:\d+:\d+/],
    [
      'a key is missing',
      (text) => text.replace('"hostname"', '"hostnam"'),
      '',
      /cluster>srvnode-1>hostname/,
    ],
    [
      'a value has the wrong type',
      (text) => text.replace('"s3_instances": 2', '"s3_instances": "two"'),
      '',
      /cluster>srvnode-1>s3_instances/,
    ],
    ['no dialect fits', () => '{"a": 1}', '', /server_node/],
    ['the dialect is unknown', (text) => text, '--dialect=marsian', /marsian/],
  ];
  test.each(cases)('%s', async (_title, change, flag, expected) => {
    await editConfStore(change);
    const { exitCode, stderr, stdout } = await configHere(
      '--config',
      machine.url,
      ...(flag === '' ? [] : [flag]),
    );
    expect(exitCode).toBe(flag === '' ? 1 : 2);
    expect(stdout + stderr).toMatch(expected);
    const left = await readdir(path.dirname(cdf)).catch(() => []);
    expect(left.filter((name) => name !== 'setup')).toEqual([]);
  });

  test('the ConfStore is not there', async () => {
    const { exitCode, stdout, stderr } = await configHere('--config', 'json:///no/such.json');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('/no/such.json');
  });

  test('no URL is given and none was recorded', async () => {
    const { exitCode, stdout, stderr } = await configHere();
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('--config');
  });

  test('the place of the CDF that is named is a folder', async () => {
    const named = path.join(machine.folder, 'named.yaml');
    await mkdir(named);
    const { exitCode, report } = await configHere('--config', machine.url, '--file', named);
    expect(exitCode).toBe(1);
    expect(report.steps.find(({ id }) => id === 'cdf')).toMatchObject({ code: 'CDF_UNREADABLE' });
    expect(await readdir(named)).toEqual([]);
  });
});
