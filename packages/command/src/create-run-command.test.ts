import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createRunCommand } from './create-run-command.js';

const quick = { killAfterMs: 300, graceMs: 300, drainMs: 200 };

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'hare-run-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { interval: 10 }).toBe(true);
}

async function pidIn(file: string): Promise<number> {
  const read = (): Promise<string> => readFile(file, 'utf8').catch(() => '');
  await waitFor(async () => (await read()).endsWith('\n'));
  return Number(await read());
}

test('a command gives its output, its exit code and its time', async () => {
  const result = await createRunCommand()(['sh', '-c', 'echo out; echo err >&2; exit 3']);
  expect(result).toMatchObject({
    stdout: 'out\n',
    stderr: 'err\n',
    exitCode: 3,
    signal: undefined,
    timedOut: false,
  });
  expect(result.durationMs).toBeGreaterThan(0);
});

test('what a command prints is told while it runs, also a line that has not ended, secrets masked', async () => {
  const file = path.join(await folder(), 'go-on');
  const told: string[] = [];
  const run = createRunCommand();
  const script = `echo first; printf 'starting, password=s3cr3t'; until [ -e ${file} ]; do sleep 0.05; done`;
  const ended = run(['sh', '-c', script], { onOutput: (line) => void told.push(line) });
  await waitFor(() => told.length > 0);
  await writeFile(file, '');
  expect((await ended).stdout).toBe('first\nstarting, password=s3cr3t');
  expect(told.at(-1)).toBe('starting, password=******');
});

test('words reach the command as they are, never through a shell', async () => {
  const result = await createRunCommand()(['printf', '%s', '$(id) `id` ; *']);
  expect(result.stdout).toBe('$(id) `id` ; *');
});

test('a command that is not on PATH says so and what to do', async () => {
  await expect(createRunCommand()(['no-such-hctl', 'status'])).rejects.toMatchObject({
    code: 'COMMAND_NOT_FOUND',
    message: 'no-such-hctl is not on PATH',
    where: { command: ['no-such-hctl', 'status'] },
    hint: expect.stringContaining('install') as string,
  });
  await expect(createRunCommand()(['/no/such/hctl'])).rejects.toMatchObject({
    code: 'COMMAND_NOT_FOUND',
    hint: 'check the path: ls -l /no/such/hctl',
  });
});

test('a file without the right to execute it says so', async () => {
  const file = path.join(await folder(), 'hctl');
  await writeFile(file, '#!/bin/sh\n', { mode: 0o644 });
  await expect(createRunCommand()([file])).rejects.toMatchObject({
    code: 'COMMAND_NOT_EXECUTABLE',
    hint: `make it executable: chmod +x ${file}`,
  });
});

test('a timeout kills the whole process group, also children that ignore TERM', async () => {
  const pidFile = path.join(await folder(), 'pid');
  const run = createRunCommand({ limits: quick });
  const result = await run(
    [
      'sh',
      '-c',
      `trap '' TERM; (trap '' TERM; sleep 60 & wait; sleep 60) & echo $! > ${pidFile}; echo begun; sleep 60; sleep 60`,
    ],
    { timeoutMs: 200 },
  );
  expect(result).toMatchObject({
    timedOut: true,
    signal: 'SIGKILL',
    exitCode: undefined,
    stdout: 'begun\n',
  });
  const child = await pidIn(pidFile);
  await waitFor(() => !isAlive(child));
});

test('after the leader went by itself on TERM, its children are killed too', async () => {
  const pidFile = path.join(await folder(), 'pid');
  const run = createRunCommand({ limits: quick });
  const result = await run(
    ['sh', '-c', `(trap '' TERM; while :; do sleep 0.05; done) & echo $! > ${pidFile}; wait`],
    { timeoutMs: 200 },
  );
  expect(result).toMatchObject({ timedOut: true, signal: 'SIGTERM' });
  const child = await pidIn(pidFile);
  await waitFor(() => !isAlive(child));
});

test('a daemon that keeps the output open does not keep the caller', async () => {
  const pidFile = path.join(await folder(), 'pid');
  const run = createRunCommand({ limits: quick });
  const result = await run(['sh', '-c', `sleep 60 & echo $! > ${pidFile}; echo started`]);
  onTestFinished(async () => void process.kill(await pidIn(pidFile)));
  expect(result).toMatchObject({ exitCode: 0, stdout: 'started\n', timedOut: false });
  expect(result.durationMs).toBeLessThan(5000);
});

test('of much output of a command that writes beginning and end are kept, in whole lines, and it goes on', async () => {
  const run = createRunCommand({ limits: { ...quick, maxEndsBytes: 1000 } });
  const { stdout, ...result } = await run(['sh', '-c', 'seq 1 100000; echo fine >&2'], {
    writes: true,
  });
  expect(stdout).toMatch(/^1\n2\n3\n(\d+\n)*… \d+ bytes omitted …\n(\d+\n)*99999\n100000\n$/);
  expect(stdout.length).toBeLessThan(1100);
  const left = Number(/… (\d+) bytes/.exec(stdout)?.[1]);
  expect(left + Buffer.byteLength(stdout) - Buffer.byteLength(`… ${left} bytes omitted …\n`)).toBe(
    588_895,
  );
  expect(result).toMatchObject({ exitCode: 0, stderr: 'fine\n', truncated: true });
});

test.each([0, 1, 499, 500, 501, 999, 1000])(
  '%i bytes of output are kept as they are',
  async (count) => {
    const run = createRunCommand({ limits: { ...quick, maxEndsBytes: 1000 } });
    const { stdout, truncated } = await run(
      ['sh', '-c', `head -c ${count} /dev/zero | tr "\\0" x`],
      { output: 'ends' },
    );
    expect([stdout, truncated]).toEqual(['x'.repeat(count), undefined]);
  },
);

test.each(['yes', 'cat /dev/zero', 'yes >&2', '(setsid yes & exec yes)'])(
  'a command whose answer is needed and has no end is stopped: %s',
  async (words) => {
    const run = createRunCommand({ limits: quick });
    await expect(run(['sh', '-c', words], { timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'COMMAND_OUTPUT_TOO_LARGE',
      message: 'sh printed more than 16 MiB and was stopped',
    });
  },
);

test('children in sessions of their own that hold the output keep nobody beyond the deadline', async () => {
  const pidFile = path.join(await folder(), 'pid');
  const run = createRunCommand({ limits: quick });
  const result = await run(
    [
      'sh',
      '-c',
      `trap '' TERM; setsid sh -c 'trap "" TERM; echo $$ > ${pidFile}; while :; do echo x; sleep 0.05; done' & sleep 60; sleep 60`,
    ],
    { timeoutMs: 300 },
  );
  onTestFinished(async () => {
    process.kill(await pidIn(pidFile), 'SIGKILL');
  });
  expect(result).toMatchObject({ timedOut: true, signal: 'SIGKILL' });
});

test('the log has beginning and end of much output, masked', async () => {
  const lines: string[] = [];
  const run = createRunCommand({
    log: { debug: (text) => lines.push(text) },
    limits: { ...quick, maxEndsBytes: 2000 },
  });
  await run(['sh', '-c', 'echo "password: hunter2"; seq 1 100000; echo "token=hunter2"']);
  const log = lines.join('\n');
  expect(log.length).toBeLessThan(20_000);
  expect(log).toContain('stdout: password: ******');
  expect(log).toContain('stdout: token=******');
  expect(log).toContain('characters omitted');
  expect(log).not.toContain('hunter2');
});

test('input reaches the command, and without input it reads nothing', async () => {
  const run = createRunCommand();
  expect((await run(['cat'], { input: 'hello' })).stdout).toBe('hello');
  expect((await run(['cat'])).stdout).toBe('');
});

test('an interruption stops a command that only reads at once', async () => {
  const controller = new AbortController();
  const run = createRunCommand({
    signal: controller.signal,
    limits: { ...quick, graceMs: 60_000 },
  });
  const running = run(['sleep', '60']);
  setTimeout(() => controller.abort(), 100);
  await expect(running).rejects.toMatchObject({ code: 'COMMAND_INTERRUPTED' });
});

test('an interrupted command that writes may end by itself', async () => {
  const controller = new AbortController();
  const run = createRunCommand({
    signal: controller.signal,
    limits: { ...quick, graceMs: 60_000 },
  });
  const running = run(['sh', '-c', 'sleep 0.5; echo done'], { writes: true });
  setTimeout(() => controller.abort(), 100);
  await expect(running).resolves.toMatchObject({ exitCode: 0, stdout: 'done\n' });
});

test('an interrupted command that writes is stopped after its grace', async () => {
  const controller = new AbortController();
  const run = createRunCommand({ signal: controller.signal, limits: quick });
  const running = run(['sleep', '60'], { writes: true });
  setTimeout(() => controller.abort(), 100);
  await expect(running).rejects.toMatchObject({
    code: 'COMMAND_INTERRUPTED',
    message: expect.stringContaining('SIGTERM') as string,
  });
});

test('a second interruption kills at once', async () => {
  const kill = new AbortController();
  const run = createRunCommand({
    killSignal: kill.signal,
    limits: { ...quick, graceMs: 60_000, killAfterMs: 60_000 },
  });
  const running = run(['sh', '-c', "trap '' TERM; sleep 60"], { writes: true });
  setTimeout(() => kill.abort(), 100);
  await expect(running).rejects.toMatchObject({
    code: 'COMMAND_INTERRUPTED',
    message: expect.stringContaining('SIGKILL') as string,
  });
});

test('after an interruption only what brings things back is started', async () => {
  const controller = new AbortController();
  controller.abort();
  const run = createRunCommand({ signal: controller.signal });
  await expect(run(['true'])).rejects.toMatchObject({ code: 'COMMAND_INTERRUPTED' });
  await expect(run(['true'], { afterInterruption: true })).resolves.toMatchObject({ exitCode: 0 });
});

test('the environment is the given one and nothing else', async () => {
  const run = createRunCommand({ env: { PATH: process.env['PATH'], A: '1' } });
  const { stdout } = await run(['env'], { env: { B: '2' } });
  expect(stdout.split('\n').filter((line) => /^(A|B|HOME)=/.test(line))).toEqual(['A=1', 'B=2']);
});

test('words, ending and output go to the log, without secrets', async () => {
  const lines: string[] = [];
  const run = createRunCommand({ log: { debug: (text) => lines.push(text) } });
  await run(['echo', 'secret_key: hunter2, consul://me:hunter2@host/']);
  const log = lines.join('\n');
  expect(log).toContain('$ echo');
  expect(log).toMatch(/exit 0 after \d+ ms/);
  expect(log).toContain('stdout: secret_key: ******');
  expect(log).not.toContain('hunter2');
});

test('a success is noted in a file, a failure is not, and a command ends as it would without', async () => {
  const note = path.join(await folder(), "it's $(id)");
  const run = (text: string): Promise<unknown> =>
    createRunCommand()(['sh', '-c', text, 'x', '$HOME "'], { noteSuccess: note });
  expect(await run('exit 3')).toMatchObject({
    exitCode: 3,
    command: ['sh', '-c', 'exit 3', 'x', '$HOME "'],
  });
  expect(await run('kill -9 $$')).toMatchObject({ signal: 'SIGKILL' });
  expect(existsSync(note)).toBe(false);
  expect(await run('printf %s "$1"')).toMatchObject({ exitCode: 0, stdout: '$HOME "', stderr: '' });
  expect(statSync(note)).toMatchObject({ size: 0, mode: 0o100600 });
});
