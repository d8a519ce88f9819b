import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { layConfiguration, makeSandbox, type LaidConfiguration, type Sandbox } from '@hare/sandbox';
import { openSimulation, type Simulation } from '@hare/hctl-simulator';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { supportBundle } from './stage.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let simulation: Simulation;
let env: Record<string, string>;
let target: string;
const host = 'srvnode-1.data.private';
const now = Date.now();
const day = 86_400_000;

beforeEach(async () => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  simulation = openSimulation(sandbox.hctlState);
  env = { ...sandbox.env };
  target = path.join(sandbox.folder, 'target');
  await mkdir(target);
});

const bundleHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(supportBundle, { argv: ['--root', sandbox.root, '-t', target, ...argv], env });

/** Unpacks a bundle with tar: name → text. */
async function open(id = host): Promise<Record<string, string>> {
  const file = path.join(target, 'hare', `hare_${id}.tar.gz`);
  const folder = path.join(sandbox.folder, `opened-${randomBytes(4).toString('hex')}`);
  await mkdir(folder);
  execFileSync('gzip', ['-t', file]);
  execFileSync('tar', ['xzf', file, '-C', folder]);
  const found: Record<string, string> = {};
  for (const name of execFileSync('find', ['.', '-type', 'f'], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n'))
    found[name.slice(2)] = await readFile(path.join(folder, name), 'latin1');
  return found;
}

const manifestOf = (
  members: Record<string, string>,
): {
  readonly entries: readonly { readonly name: string; readonly cut?: string }[];
  readonly leftOut: readonly { readonly source: string; readonly reason: string }[];
} => JSON.parse(members['manifest.json'] ?? '') as never;

async function writeLog(name: string, lines: readonly string[], writtenMs = now): Promise<void> {
  const file = laid.at(`var/log/seagate/hare/${name}`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  await utimes(file, writtenMs / 1000, writtenMs / 1000);
}
const at = (agoMs: number, text: string): string =>
  `${new Date(now - agoMs).toISOString()} ${text}`;

test('the bundle holds what support needs, in a private folder, and a manifest that tells of it', async () => {
  const { exitCode, stdout, report } = await bundleHere();
  expect(exitCode, stdout).toBe(0);
  const file = path.join(target, 'hare', `hare_${host}.tar.gz`);
  expect([
    (await stat(path.join(target, 'hare'))).mode & 0o7777,
    (await stat(file)).mode & 0o7777,
  ]).toEqual([0o700, 0o600]);
  expect(await readdir(path.join(target, 'hare'))).toEqual([`hare_${host}.tar.gz`]);
  const members = await open();
  expect(Object.keys(members)).toEqual(
    expect.arrayContaining([
      'manifest.json',
      'versions.txt',
      'report.html',
      'settings.json',
      'kv.json',
      'hctl/status.txt',
      'hctl/status-json.txt',
      'configuration/cluster.yaml',
      'configuration/confd.xc',
      `configuration/sysconfig/motr/${host}/m0d-0x7200000000000001:0xa`,
      'state/config.json',
      'state/mkfs.json',
      'history/journal.jsonl',
      'logs/hare-hax.log',
      'logs/setup.log',
    ]),
  );
  expect(members['versions.txt']).toContain('Consul v1.9.1');
  expect(members['hctl/status.txt']).toContain('Cluster is not running');
  expect(members['report.html']).toMatch(/^<!doctype html>[^]*Not running\. hctl answered at/);
  expect(members['report.html']).toContain(`<title>Hare cluster report: ${host}</title>`);
  const { entries } = manifestOf(members);
  expect([...entries.map(({ name }) => name), 'manifest.json'].sort()).toEqual(
    Object.keys(members).sort(),
  );
  expect(report.steps.find(({ id }) => id === 'bundle')?.figures).toMatchObject({
    file,
    sizeBytes: (await stat(file)).size,
  });
});

test('the folder stays and the bundle is replaced in the second run; a dry run writes nothing', async () => {
  await bundleHere('-b', 'case-1');
  await appendFile(laid.at('var/log/seagate/hare/hare-hax.log'), 'a new line\n');
  expect((await bundleHere('-b', 'case-1')).exitCode).toBe(0);
  expect(await readdir(path.join(target, 'hare'))).toEqual(['hare_case-1.tar.gz']);
  expect((await open('case-1'))['logs/hare-hax.log']).toContain('a new line');
  const { report } = await bundleHere('-b', 'case-2', '--dry-run');
  expect(report.outcome).toBe('would-change');
  expect(await readdir(path.join(target, 'hare'))).toEqual(['hare_case-1.tar.gz']);
});

describe('--duration', () => {
  test('keeps lines of the time, and their continuations, in every log', async () => {
    await writeLog('a.log', [
      at(9 * day, 'old'),
      'of old',
      at(4 * day, 'new'),
      'of new',
      at(1, 'newest'),
    ]);
    await writeLog('b.log', [at(30 * day, 'very old')], now - 30 * day);
    await writeLog('old/c.log.1', [at(3 * day, 'rotated')], now - 3 * day);
    const { exitCode } = await bundleHere('--duration', 'P5D');
    expect(exitCode).toBe(0);
    const members = await open();
    expect(members['logs/a.log']?.split('\n').map((line) => line.replace(/^\S+Z /, ''))).toEqual([
      'new',
      'of new',
      'newest',
      '',
    ]);
    expect(members['logs/b.log']).toBeUndefined();
    expect(members['logs/old/c.log.1']).toContain('rotated');
    expect(manifestOf(members).leftOut).toContainEqual({
      source: laid.at('var/log/seagate/hare/b.log'),
      reason: 'last written before the requested time',
    });
  });

  test('START/P… leaves out what is later, too', async () => {
    await writeLog('a.log', [
      at(9 * day, 'before'),
      at(8 * day - 1000, 'inside'),
      'of inside',
      at(1 * day, 'after'),
    ]);
    await writeLog('timeless.log', ['without any time']);
    await bundleHere('--duration', `${new Date(now - 8 * day).toISOString()}/P2D`);
    const members = await open();
    expect(members['logs/a.log']?.replace(/^\S+Z /, '')).toBe('inside\nof inside\n');
    expect(members['logs/timeless.log']).toBeUndefined();
  });

  test.each(['5', 'P', 'yesterday', 'P5D/P6D', '2026-01-02/2026-01-01', 'P1M2'])(
    '%s is refused with exit 2',
    async (duration) => {
      const { exitCode, stderr } = await bundleHere('--duration', duration);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--duration cannot be');
    },
  );
});

describe('--size_limit', () => {
  test('really limits the archive, and the newest lines of all logs come first', async () => {
    const bytes = inject('limits').bundleLogMiB * 1024 * 1024;
    const lines = Math.floor(bytes / 3 / 400);
    for (const name of ['a.log', 'b.log', 'c.log']) {
      // Each third of the time is written by one log more often than by the others; every line is
      // hard to compress.
      const text = Array.from({ length: Math.min(lines, 60_000) }, (_, line) =>
        at((60_000 - line) * 1000, `${name} ${line} ${randomBytes(150).toString('hex')}`),
      );
      await writeLog(name, text);
    }
    const { exitCode, stdout } = await bundleHere('--size_limit', '3M');
    expect(exitCode, stdout).toBe(0);
    const file = path.join(target, 'hare', `hare_${host}.tar.gz`);
    const { size } = await stat(file);
    expect(size).toBeLessThanOrEqual(3 * 1024 * 1024);
    expect(size).toBeGreaterThan(2 * 1024 * 1024);
    const members = await open();
    const first = ['a.log', 'b.log', 'c.log'].map((name) =>
      Date.parse(/^\S+/.exec(members[`logs/${name}`] ?? '')?.[0] ?? ''),
    );
    const last = ['a.log', 'b.log', 'c.log'].map((name) =>
      Number(/ (\d+) [0-9a-f]+\n$/.exec(members[`logs/${name}`] ?? '')?.[1]),
    );
    expect(new Set(last).size).toBe(1);
    // The three begin within the time that two blocks of 1 MiB span.
    expect(Math.max(...first) - Math.min(...first)).toBeLessThan(
      2 * 1000 * ((1024 * 1024) / 330) * 1.1,
    );
    expect(
      manifestOf(members).entries.filter(({ cut }) => cut?.includes('too large')).length,
    ).toBeGreaterThan(0);
    expect(members['configuration/cluster.yaml']).toContain('nodes:');
  });

  test.each(['16K', '24K', '64K'])('%s is kept even when hardly anything fits', async (limit) => {
    await writeLog(
      'a.log',
      Array.from({ length: 20_000 }, (_, line) => at(line, randomBytes(100).toString('hex'))),
    );
    for (let file = 0; file < 200; file++) await writeLog(`many/${file}.log`, [at(0, 'x')]);
    expect((await bundleHere('--size_limit', limit)).exitCode).toBe(0);
    expect((await stat(path.join(target, 'hare', `hare_${host}.tar.gz`))).size).toBeLessThanOrEqual(
      Number(limit.slice(0, -1)) * 1024,
    );
    expect((await open())['manifest.json']).toContain('leftOut');
  });

  test.each(['10', 'x', '1K'])('%s is refused with exit 2', async (limit) => {
    expect((await bundleHere('--size_limit', limit)).exitCode).toBe(2);
  });
});

test('compressed, binary, endless and unreadable logs do not fail it', async () => {
  await writeLog('a.log', [at(0, 'x')]);
  await writeFile(
    laid.at('var/log/seagate/hare/b.log.1.gz'),
    gzipSync(`${at(0, 'was compressed')}\n`),
  );
  await writeFile(laid.at('var/log/seagate/hare/broken.log.gz'), 'no gzip');
  await writeFile(
    laid.at('var/log/seagate/hare/long.log'),
    `${at(2, 'before')}\n${'y'.repeat(3 * 1024 * 1024)}\n${at(1, 'after')}\n`,
  );
  execFileSync('mkfifo', [laid.at('var/log/seagate/hare/pipe.log')]);
  await symlink('/etc/passwd', laid.at('var/log/seagate/hare/link.log'));
  const { exitCode } = await bundleHere();
  expect(exitCode).toBe(0);
  const members = await open();
  expect(members['logs/b.log.1']).toContain('was compressed');
  expect(members['logs/long.log']).toMatch(
    /before\n\[line of more than 1 MiB omitted\]\n.*after\n$/s,
  );
  expect(Object.keys(members).filter((name) => /pipe|link/.test(name))).toEqual([]);
  expect(
    manifestOf(members).leftOut.find(({ source }) => source.endsWith('broken.log.gz'))?.reason,
  ).toContain('incorrect header check');
});

test('--binlogs, --coredumps and --stacktrace include what is left out without them', async () => {
  await writeFile(laid.at('var/motr/m0d-1/m0trace.77'), Buffer.from([0, 1, 2, 3]));
  await mkdir(laid.at('var/lib/systemd/coredump'), { recursive: true });
  for (const name of ['core.hax.1.zst', 'core.m0d.2', 'core.firefox.3'])
    await writeFile(laid.at(`var/lib/systemd/coredump/${name}`), Buffer.from([0x7f, 0x45, 0]));
  await bundleHere();
  const without = await open();
  expect(
    Object.keys(without).filter((name) => /^(binlogs|coredumps|stacktrace)/.test(name)),
  ).toEqual([]);
  expect(manifestOf(without).leftOut.map(({ source }) => source)).toEqual(
    expect.arrayContaining(['core dumps', 'binary traces of Motr']),
  );
  expect((await bundleHere('--binlogs', '--coredumps=true', '--stacktrace')).exitCode).toBe(0);
  const members = await open();
  expect(
    Object.keys(members)
      .filter((name) => /^(binlogs|coredumps)/.test(name))
      .sort(),
  ).toEqual(['binlogs/m0d-1/m0trace.77', 'coredumps/coredump/core.m0d.2']);
  expect(
    manifestOf(members).leftOut.map(({ source, reason }) => `${path.basename(source)}: ${reason}`),
  ).toContain('core.hax.1.zst: compressed, so its secrets cannot be masked; unpack it first');
  await bundleHere('--binlogs=false');
  expect((await open())['binlogs/m0d-1/m0trace.77']).toBeUndefined();
});

test('an hctl that hangs, fails or is missing does not fail it', async () => {
  env['HARE_TIMEOUTS_STATUS'] = '1s';
  await simulation.fail({ 'status-hang': true, 'reportbug-exit': 3 });
  expect((await bundleHere()).exitCode).toBe(0);
  const members = await open();
  expect(members['hctl/status.txt']).toContain('timed out after');
  expect(
    manifestOf(members).leftOut.find(({ source }) => source === 'hctl reportbug')?.reason,
  ).toMatch(/exit code 3[^]* \[HCTL_REPORTBUG_FAILED\]$/);
  env['HARE_HCTL'] = '/no/hctl';
  expect((await bundleHere()).exitCode).toBe(0);
  expect(
    manifestOf(await open()).leftOut.find(({ source }) => source === 'hctl status')?.reason,
  ).toContain('hctl not found');
});

test('what hctl reportbug collects is in it, unpacked and masked, under names that stay inside', async () => {
  const made = path.join(sandbox.folder, 'reportbug');
  await mkdir(path.join(made, 'logs'), { recursive: true });
  await writeFile(
    path.join(made, 'logs/mini.log'),
    'connected with password=canary-in-reportbug\n',
  );
  const archive = path.join(sandbox.folder, 'reportbug.tar.gz');
  execFileSync('tar', ['czPf', archive, '--transform', 's,^logs,../../logs,', 'logs'], {
    cwd: made,
  });
  const hctl = path.join(sandbox.folder, 'bin/reporting-hctl');
  await writeFile(
    hctl,
    `#!/bin/sh\nif [ "$1" = reportbug ]; then mkdir -p "$5/hare" && cp ${archive} "$5/hare/hare_$3.tar.gz"; else echo "Cluster is not running" >&2; exit 1; fi\n`,
  );
  await chmod(hctl, 0o755);
  env['HARE_HCTL'] = hctl;
  expect((await bundleHere()).exitCode).toBe(0);
  expect((await open())['reportbug/logs/mini.log']).toBe('connected with password=******\n');
});

describe('the folder', () => {
  const folder = (): string => path.join(target, 'hare');

  test.each([
    ['is a link', async () => symlink(sandbox.folder, folder())],
    ['is a file', async () => writeFile(folder(), '')],
    [
      'belongs to somebody else',
      async () => mkdir(folder()).then(() => chown(folder(), 12345, 12345)),
    ],
  ])('that %s is refused, and nothing is written', async (_, make) => {
    await make();
    const { exitCode, stderr } = await bundleHere();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('BUNDLE_FOLDER');
    expect((await readdir(sandbox.folder)).filter((name) => name.endsWith('.tar.gz'))).toEqual([]);
  });

  test('that others can look into is closed to them, and what killed runs left in it goes', async () => {
    await mkdir(folder());
    await chmod(folder(), 0o755);
    await mkdir(path.join(folder(), '.work.999999999.0123456789ab'));
    await writeFile(path.join(folder(), '.work.999999999.0123456789ab/spool'), 'x');
    expect((await bundleHere()).exitCode).toBe(0);
    expect((await stat(folder())).mode & 0o7777).toBe(0o700);
    expect(await readdir(folder())).toEqual([`hare_${host}.tar.gz`]);
  });

  test.each(['../x', 'a/b', '', '.x'])('cannot be left by the id %j', async (id) => {
    expect((await bundleHere(`--bundle-id=${id}`)).exitCode).toBe(2);
  });
});

test('it takes no lock, so that it runs beside a stage that hangs, and by default goes to /tmp below --root', async () => {
  const { exitCode, stdout } = await runStageInProcess(supportBundle, {
    argv: ['--root', sandbox.root],
    env,
  });
  expect(exitCode, stdout).toBe(0);
  expect(await readdir(laid.at('tmp/hare'))).toEqual([`hare_${host}.tar.gz`]);
  expect(supportBundle.changes).toBe(false);
});
