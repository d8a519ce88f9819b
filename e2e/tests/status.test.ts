import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaFaults } from '@hare/sandbox';
import { beforeAll, expect, test } from 'vitest';
import { runBin, runCommand } from '../src/run-bin.js';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

interface Status {
  readonly state: string;
  readonly next?: string;
  readonly findings: readonly { readonly text: string }[];
  readonly stages: readonly {
    readonly stage: string;
    readonly state: string;
    readonly outcome?: string;
    readonly refused?: { readonly reason: string };
  }[];
  readonly unreadable: readonly { readonly what: string }[];
}

let schema: object;
beforeAll(async () => {
  const { stdout } = await runBin('hare_setup', ['schema', 'status']);
  schema = JSON.parse(stdout) as object;
});

async function statusOf(machine: Machine): Promise<Status> {
  const { stdout, stderr, exitCode } = await machine.setup('status', '--json');
  expect([exitCode, stderr]).toEqual([0, '']);
  const status = JSON.parse(stdout) as Status;
  expect(schemaFaults(schema, status)).toEqual([]);
  return status;
}

/** Types the next step as it is printed, with this repository's hare_setup. */
async function typeNext({ folder, env, url }: Machine, next = ''): Promise<number | null> {
  const bin = path.join(folder, 'bin/hare_setup');
  const built = path.resolve(import.meta.dirname, '../../packages/hare_setup/dist/bin.cjs');
  writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${built}" "$@"\n`, { mode: 0o755 });
  const { exitCode } = await runCommand(['bash', '-c', next.replace('URL', url)], {
    ...env,
    PATH: `${path.dirname(bin)}:${env['PATH'] ?? ''}`,
  });
  return exitCode;
}

test('from nothing to a running cluster by typing each next step', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const states: string[] = [];
  for (let step = 0; step < 5; step++) {
    const { state, next } = await statusOf(machine);
    states.push(state);
    if (next === undefined) break;
    expect(await typeNext(machine, next)).toBe(0);
  }
  expect(states).toEqual(['not configured', 'formatted', 'running']);
  expect((await machine.setup('status', '--wait', '0')).exitCode).toBe(0);

  writeFileSync(
    path.join(machine.hctlState, 'fail.json'),
    JSON.stringify({ 'service-offline': 'ioservice' }),
  );
  const degraded = await statusOf(machine);
  expect(degraded.state).toBe('degraded');
  expect(degraded.next).toMatch(/^journalctl -b -n 100 -u m0d@0x/);
  expect(degraded.findings.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/ioservice .* is not running \(offline\)/),
  );
  const waited = await machine.setup('status', '--wait=1');
  expect(waited.exitCode).toBe(1);
  expect(waited.stdout).toMatch(/^degraded: /);
  expect(waited.stderr).toMatch(
    /^hare_setup: the cluster is not running after 1 s: degraded \[STATUS_NOT_RUNNING\]/,
  );
});

test('a start that was refused leaves the last result', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  await machine.setup('config', '--config', machine.url);
  const journal = path.join(machine.root, 'var/lib/hare/setup/journal.jsonl');
  const [line = '{}'] = readFileSync(journal, 'utf8').trim().split('\n').slice(-1);
  const refused = {
    ...(JSON.parse(line) as object),
    run: 'another',
    outcome: 'failed',
    exitCode: 1,
    steps: [],
    error: { code: 'STAGE_LOCKED', what: 'another stage is running' },
  };
  writeFileSync(journal, `${readFileSync(journal, 'utf8')}${JSON.stringify(refused)}\n`);
  const { state, stages } = await statusOf(machine);
  expect(state).toBe('configured');
  expect(stages.find(({ stage }) => stage === 'config')).toMatchObject({
    outcome: 'changed',
    refused: { reason: 'another stage is running' },
  });
});

test('a missing cluster description and one that is damaged are told apart', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  await machine.setup('config', '--config', machine.url);
  const cdf = path.join(machine.root, 'var/lib/hare/cluster.yaml');
  writeFileSync(cdf, 'nodes: [\n');
  expect(await statusOf(machine)).toMatchObject({
    state: 'unknown',
    unreadable: [{ what: 'the cluster description' }],
  });
  rmSync(cdf);
  const { state, next } = await statusOf(machine);
  expect(state).toBe('not configured');
  expect(await typeNext(machine, next)).toBe(0);
  expect((await statusOf(machine)).state).toBe('configured');
});

test.runIf(process.getuid?.() === 0)(
  'another user is shown what may not be read, and how to see it',
  async () => {
    const machine = withSandbox({ packageManager: 'dpkg' });
    await machine.setup('config', '--config', machine.url);
    chmodSync(machine.folder, 0o755);
    chmodSync(path.join(machine.root, 'var/lib/hare/setup'), 0o700);
    const { stdout, stderr, exitCode } = await runCommand(
      [
        'setpriv',
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        process.execPath,
        path.resolve(import.meta.dirname, '../../packages/hare_setup/dist/bin.cjs'),
        'status',
        '--root',
        machine.root,
      ],
      machine.env,
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^unknown: this user may not read the state of the cluster\n/);
    expect(stdout).toContain('cannot read the journal, the record of config');
    expect(stdout).toContain(`next: sudo hare_setup status --root ${machine.root}\n`);
    expect(stdout).not.toContain('not run:');
  },
);
