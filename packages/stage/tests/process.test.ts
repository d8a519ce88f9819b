import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { readJournal } from '../src/state/journal.js';

const fixture = fileURLToPath(new URL('fixtures/sample-stage.mjs', import.meta.url));

let root = '';
let started: ChildProcess[] = [];
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'hare-process-'));
  started = [];
  return async () => {
    for (const child of started) child.kill('SIGKILL');
    await rm(root, { recursive: true });
  };
});

interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

function start(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [fixture, '--root', root, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  started.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return {
    child,
    ended: new Promise((resolve) =>
      child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr })),
    ),
  };
}

const has = (name: string): boolean => existsSync(path.join(root, name));
const until = async (condition: () => boolean): Promise<void> =>
  expect.poll(condition, { interval: 20 }).toBe(true);
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
interface Report {
  readonly outcome: string;
  readonly steps: readonly { readonly id: string; readonly outcome: string }[];
}
const reportOf = (ended: Ended): Report => JSON.parse(ended.stdout) as Report;
const outcomesOf = (ended: Ended): Record<string, string> =>
  Object.fromEntries(reportOf(ended).steps.map(({ id, outcome }) => [id, outcome]));

describe.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('the first %s', (signal, exitCode) => {
  test(`begins no further step, brings back what was started, reports it, and exits ${exitCode}`, async () => {
    const { child, ended } = start('--slow', '60000', '--json');
    await until(() => has('slow-begun'));
    child.kill(signal);
    const result = await ended;
    expect(result.exitCode).toBe(exitCode);
    expect(reportOf(result)).toMatchObject({
      outcome: 'interrupted',
      exitCode,
      interruptedBy: signal,
    });
    expect(outcomesOf(result)).toEqual({
      first: 'changed',
      slow: 'failed',
      last: 'skipped',
      back: 'changed',
    });
    expect(has('running')).toBe(false);
    expect(result.stderr).toContain(`interrupted by ${signal}: no further step will start`);
  });
});

test('a command that runs is ended by the first signal', async () => {
  const { child, ended } = start('--slow', '60000', '--command', '--json');
  await until(() => has('pid'));
  child.kill('SIGINT');
  expect(outcomesOf(await ended)).toMatchObject({ slow: 'failed', back: 'changed' });
  expect(isAlive(Number(readFileSync(path.join(root, 'pid'), 'utf8')))).toBe(false);
});

test('the second signal ends everything at once, a stubborn command too', async () => {
  const { child, ended } = start('--slow', '60000', '--command', '--stubborn');
  await until(() => has('pid') && readFileSync(path.join(root, 'pid'), 'utf8') !== '');
  child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = Date.now();
  child.kill('SIGINT');
  const { exitCode, stderr } = await ended;
  expect(exitCode).toBe(130);
  expect(Date.now() - before).toBeLessThan(50_000);
  expect(stderr).toContain('interrupted again: stopping immediately');
  await until(() => !isAlive(Number(readFileSync(path.join(root, 'pid'), 'utf8'))));
});

test('kill -9 leaves no lock, a journal that says so, and a run that goes on where it stopped', async () => {
  expect((await start().ended).exitCode).toBe(0);
  await rm(path.join(root, 'slow'));
  await rm(path.join(root, 'last'));
  const { child, ended } = start('--slow', '60000');
  await until(() => has('running'));
  child.kill('SIGKILL');
  await ended;
  const again = await start('--json').ended;
  expect(again.exitCode).toBe(0);
  expect(outcomesOf(again)).toEqual({
    first: 'unchanged',
    slow: 'changed',
    last: 'changed',
    back: 'changed',
  });
  const entries = await readJournal({ stateDir: path.join(root, 'var/lib/hare/setup') });
  expect(entries.map(({ event, outcome }) => [event, outcome])).toEqual([
    ['ended', 'changed'],
    ['started', undefined],
    ['started', undefined],
    ['ended', 'changed'],
  ]);
});

test('killed at any moment and run again is the same as run once', async () => {
  for (let round = 0; round < inject('limits').stageKills; round++) {
    const { child, ended } = start('--slow', '100');
    const timer = setTimeout(() => child.kill('SIGKILL'), 100 + Math.random() * 900);
    await ended;
    clearTimeout(timer);
    expect((await start().ended).exitCode, `round ${round}`).toBe(0);
    const after = await start('--json').ended;
    expect(reportOf(after).outcome).toBe('unchanged');
    for (const name of ['first', 'slow', 'last']) await rm(path.join(root, name));
  }
});

describe('two stages at once', () => {
  test('the second is refused with the name, pid and time of the first, and changes nothing', async () => {
    const first = start('--slow', '60000');
    await until(() => has('running'));
    const second = await start('--json').ended;
    expect(second.exitCode).toBe(1);
    expect(reportOf(second)).toMatchObject({
      outcome: 'failed',
      steps: [],
      error: { code: 'STAGE_LOCKED' },
    });
    expect(second.stderr).toMatch(
      new RegExp(
        `another stage is running: stage sample, pid ${first.child.pid ?? 0}, since \\d{4}-.*\\n.*hint: .*--wait 5m`,
      ),
    );
    first.child.kill('SIGINT');
    expect((await first.ended).exitCode).toBe(130);
  });

  test('the second waits if told to, and runs when the first has ended', async () => {
    const first = start('--slow', '1500');
    await until(() => has('running'));
    const second = await start('--wait', '60s', '--json').ended;
    expect(second.exitCode).toBe(0);
    expect(reportOf(second).outcome).toBe('unchanged');
    expect((await first.ended).exitCode).toBe(0);
  });

  test('a waiting one is interrupted at once', async () => {
    const first = start('--slow', '60000');
    await until(() => has('running'));
    const second = start('--wait', '5m', '--json');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    second.child.kill('SIGTERM');
    expect((await second.ended).exitCode).toBe(143);
    first.child.kill('SIGINT');
    await first.ended;
  });

  test('a dry run needs no lock', async () => {
    const first = start('--slow', '60000');
    await until(() => has('running'));
    expect((await start('--dry-run').ended).exitCode).toBe(0);
    first.child.kill('SIGINT');
    await first.ended;
  });

  test('of many that start together, exactly one at a time runs', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, () => start('--wait', '60s', '--slow', '50', '--json').ended),
    );
    expect(all.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(all.map((ended) => reportOf(ended).outcome).sort()).toEqual([
      'changed',
      'unchanged',
      'unchanged',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });
});

test('a reader that goes away does not stop the stage halfway', async () => {
  const child = spawn(
    'sh',
    [
      '-c',
      '"$0" "$@" | head -n 1',
      process.execPath,
      fixture,
      '--root',
      root,
      '--many',
      '--slow',
      '300',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  started.push(child);
  await new Promise((resolve) => child.once('close', resolve));
  await until(() => has('last') && !has('running'));
});

test('a report of a megabyte reaches a slow reader whole', async () => {
  const child = spawn(
    'sh',
    [
      '-c',
      '"$0" "$@" | (sleep 1; cat)',
      process.execPath,
      fixture,
      '--root',
      root,
      '--many',
      '--json',
      '--quiet',
      '--leak',
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  started.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(text)).toMatchObject({ outcome: 'changed' });
});

test('an exception outside of any step fails the stage, which brings back what was started', async () => {
  const result = await start('--stray', '--slow', '60000', '--json').ended;
  expect(result.exitCode).toBe(1);
  expect(reportOf(result)).toMatchObject({ outcome: 'failed', error: { code: 'DEFECT' } });
  expect(has('running')).toBe(false);
  expect(result.stderr).not.toMatch(/^ {4}at /m);
  expect(readFileSync(path.join(root, 'var/log/seagate/hare/setup.log'), 'utf8')).toContain(
    'RangeError: stray\n        at ',
  );
});

test('something that a step leaves running does not keep the process', async () => {
  expect((await start('--leak').ended).exitCode).toBe(0);
});

test.each([['--help'], ['--version'], ['--no-such-flag']])(
  '%s loads nothing heavy',
  async (flag) => {
    const hook =
      'export async function resolve(name, context, next) { process._rawDebug(`module ${name}`); return next(name, context); }';
    const register = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hook)}');`;
    const child = spawn(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(register)}`, fixture, flag],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    expect(text).toContain('module @hare/stage\n');
    expect(text).not.toMatch(
      /module (yaml|js-yaml|smol-toml|execa|commander|cosmiconfig|@hare\/(hctl|confstore)\n)/,
    );
  },
);
