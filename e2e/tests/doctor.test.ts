import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { schemaFaults, snapshot } from '@hare/sandbox';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { runBin } from '../src/run-bin.js';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

interface Finding {
  readonly check: string;
  readonly subject: string;
  readonly outcome: string;
  readonly text: string;
  readonly code?: string;
  readonly hint?: string;
}

interface Report {
  readonly exitCode: number;
  readonly findings: readonly Finding[];
}

let reportSchema: object;
let eventSchema: object;
beforeAll(async () => {
  const published = async (name: string): Promise<object> =>
    JSON.parse((await runBin('hare_setup', ['schema', name])).stdout) as object;
  [reportSchema, eventSchema] = [await published('doctor'), await published('doctor-events')];
});

/** A machine on which the names of the sample cluster can be resolved. */
function soundMachine(): Machine {
  const machine = withSandbox({ packageManager: 'dpkg' });
  writeFileSync(
    path.join(machine.root, 'etc/hosts'),
    '127.0.0.1 localhost srvnode-1.data.private\n',
  );
  mkdirSync(path.join(machine.root, 'tmp'));
  return machine;
}

/**
 * What the doctor says; every problem and warning has a hint, the exit code shows whether there is
 * a problem, and nothing is changed.
 */
async function diagnose(machine: Machine, ...args: readonly string[]): Promise<Report> {
  const before = snapshot(machine.root);
  const { stdout, stderr, exitCode } = await machine.setup('doctor', ...args, '--json');
  expect(snapshot(machine.root)).toEqual(before);
  const report = JSON.parse(stdout) as Report;
  expect(schemaFaults(reportSchema, report), stderr).toEqual([]);
  expect(exitCode).toBe(report.findings.some(({ outcome }) => outcome === 'problem') ? 1 : 0);
  for (const finding of report.findings)
    if (finding.outcome === 'problem' || finding.outcome === 'warning')
      expect(finding.hint, JSON.stringify(finding)).toMatch(/\S/);
  return report;
}

const codes = ({ findings }: Report): readonly (string | undefined)[] =>
  findings.map(({ code }) => code);
/** Other tests on the machine may have any port at the moment. */
const problems = ({ findings }: Report): readonly Finding[] =>
  findings.filter(({ outcome, check }) => outcome === 'problem' && check !== 'ports');

test('a sound machine has no problem, before the first run and after it', async () => {
  const machine = soundMachine();
  const before = await diagnose(machine, '--config', machine.url);
  expect(problems(before)).toEqual([]);
  expect(
    before.findings.filter(({ outcome }) => outcome === 'change').map(({ subject }) => subject),
  ).toEqual(['config', 'init']);
  expect(before.findings).toContainEqual(
    expect.objectContaining({
      check: 'names',
      subject: 'srvnode-1.data.private',
      outcome: 'ok',
      text: '127.0.0.1',
    }),
  );
  const ran = await machine.setup('run', '--config', machine.url);
  expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
  const after = await diagnose(machine);
  expect(problems(after)).toEqual([]);
  expect(
    after.findings.filter(({ subject }) => subject === 'config').map(({ outcome }) => outcome),
  ).toEqual(['ok']);
});

test('without a ConfStore that is told, and what needs no cluster is looked at nevertheless', async () => {
  const report = await diagnose(soundMachine());
  expect(problems(report).map(({ code }) => code)).toEqual([
    'CONFIG_URL_MISSING',
    'CDF_FILE_MISSING',
  ]);
  expect(report.findings.filter(({ check }) => check === 'space')).toHaveLength(4);
});

test('a name that cannot be resolved', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const report = await diagnose(machine, '--config', machine.url);
  expect(problems(report)).toMatchObject([
    { code: 'NAME_UNRESOLVED', subject: 'srvnode-1.data.private' },
  ]);
});

/** Takes one of these ports, whichever is free. */
async function occupyOneOf(ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    const server: Server = createServer().listen(port, '127.0.0.1');
    const isTaken = await Promise.race([
      once(server, 'listening').then(() => false),
      once(server, 'error').then(() => true),
    ]);
    if (isTaken) continue;
    onTestFinished(() => void server.close());
    return port;
  }
  throw new Error(`none of the ports ${ports.join(', ')} is free`);
}

test('an occupied port is told with the process that has it', async () => {
  const machine = soundMachine();
  const port = await occupyOneOf([22001, 21001, 21002, 22501, 22502]);
  const { findings } = await diagnose(machine, '--config', machine.url);
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: 'ports',
      subject: String(port),
      outcome: 'problem',
      code: 'PORT_TAKEN',
      text: expect.stringContaining(`PID ${process.pid} listens on 127.0.0.1: `) as string,
    }),
  );
});

test('a clock that is an hour ahead', async () => {
  const machine = soundMachine();
  const server = createHttpServer((_, answer) => {
    answer.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString());
    answer.end('""');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const report = await diagnose(
    machine,
    '--config',
    machine.url,
    '--kv',
    `consul://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  );
  expect(report.findings).toContainEqual(
    expect.objectContaining({ check: 'clock', outcome: 'problem', code: 'CLOCK_SKEW' }),
  );
});

test('a file system without room, and one without inodes', async ({ skip }) => {
  const machine = soundMachine();
  const small = [
    ['var/lib/hare', 'size=1m', 'SPACE_LOW'],
    ['var/log/seagate/hare', 'size=200m,nr_inodes=50', 'INODES_LOW'],
  ] as const;
  for (const [folder, options] of small) {
    const place = path.join(machine.root, folder);
    mkdirSync(place, { recursive: true });
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]).status !== 0) {
      process.stderr.write(
        'SKIPPED: full file systems for the doctor, as nothing can be mounted here\n',
      );
      skip();
    }
    onTestFinished(() => void spawnSync('umount', [place]));
  }
  const { stdout, exitCode } = await machine.setup('doctor', '--config', machine.url, '--json');
  expect(exitCode).toBe(1);
  const report = JSON.parse(stdout) as Report;
  for (const [folder, , code] of small)
    expect(report.findings).toContainEqual(
      expect.objectContaining({ check: 'space', subject: path.join(machine.root, folder), code }),
    );
  expect(codes(report).filter((code) => code === 'SPACE_LOW')).toHaveLength(2);
});

test('hctl that is missing is told once, though many stages need it', async () => {
  const machine = soundMachine();
  const { stdout } = await runBin(
    'hare_setup',
    ['doctor', '--config', machine.url, '--root', machine.root, '--json'],
    { ...machine.env, HARE_HCTL: '/no/hctl' },
  );
  expect(
    codes(JSON.parse(stdout) as Report).filter((code) => code === 'HCTL_NOT_FOUND'),
  ).toHaveLength(1);
});

test('--format jsonl: findings as they are made, the report last; plain text is a table', async () => {
  const machine = soundMachine();
  const { stdout } = await machine.setup('doctor', '--config', machine.url, '--format', 'jsonl');
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly event: string; readonly report?: Report });
  for (const event of events) expect(schemaFaults(eventSchema, event)).toEqual([]);
  expect(events.at(-1)?.report?.findings).toHaveLength(events.length - 1);
  const text = await machine.setup('doctor', '--config', machine.url, '-v');
  expect(text.stdout).toMatch(/^Free space:\n {2}ok {7}\S+var\/lib\/hare /m);
  expect(text.stdout).toMatch(/\d+ passed(, .*)? in \d/);
});

test('a finding is accepted by --ignore, by the settings, and no unknown code is', async () => {
  const machine = soundMachine();
  writeFileSync(path.join(machine.root, 'etc/hosts'), '127.0.0.1 localhost\n');
  const ask = ['doctor', '--config', machine.url, '--kv', `json://${machine.folder}/kv.json`];
  const unresolved = await machine.setup(...ask);
  expect(unresolved.exitCode).toBe(1);
  expect(unresolved.stdout).toContain('[NAME_UNRESOLVED]');
  expect(unresolved.stdout).not.toContain('upgrade');
  const accepted = await machine.setup(...ask, '--ignore', 'NAME_UNRESOLVED');
  expect(accepted.exitCode).toBe(0);
  expect(accepted.stdout).toContain('ignored: 1 (NAME_UNRESOLVED)\n');
  const file = path.join(machine.folder, 'hare_setup.yaml');
  writeFileSync(file, 'doctor:\n  ignore: [NAME_UNRESOLVED]\n');
  expect((await machine.setup(...ask, '--settings', file)).exitCode).toBe(0);
  const wrong = await machine.setup(...ask, '--ignore', 'NAME_UNRESOLVD');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('did you mean NAME_UNRESOLVED?');
  const upgrade = await machine.setup(...ask, '--upgrade');
  expect(upgrade.stdout).toContain('upgrade');
});
