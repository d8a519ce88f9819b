import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { FailureValue } from '../src/failures.js';
import type { Simulation } from '../src/simulation.js';
import { openStateFolder } from '../src/state-folder.js';
import { switches } from '../src/switches.js';
import { oneNode, simulatedHctl, withS3 } from './simulated-hctl.js';

// A status of which nothing special is asked is answered by bin/hctl without Node.
function call(
  binary: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(binary, args, { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
}

const forms = [
  [],
  ['-d'],
  ['--json'],
  ['--json', '-d'],
  ['--devices', '--json'],
  ['--json', '--json'],
].map((form) => ['status', ...form]);
const script = fileURLToPath(new URL('../bin/hctl', import.meta.url));
const program = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const oddName = String.raw`%s\n&"@\u0041'$(x)ü` + '\u0001\n\u2028';
const timeless = (text: string): string =>
  text
    .replace(/(?<="timestamp": )\d{10}(\.\d{0,2}[1-9])?(?=,\n)/, 'SECONDS')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, 'DATE')
    .replace(/"pid":\d+,"timeMs":\d{13},/g, '');

/** The answer of one way, with what it wrote in the journal. */
function answerOf(way: 'script' | 'program', folder: string, form: readonly string[]): unknown {
  const journal = path.join(folder, 'journal.jsonl');
  rmSync(journal, { force: true });
  const env = { HCTL_SIM_STATE: folder, HCTL_SIM_NODE: '/nowhere/node' };
  const { status, stdout, stderr } =
    way === 'script' ? call(script, env, ...form) : call(process.execPath, env, program, ...form);
  const lines = readFileSync(journal, 'utf8');
  const [pids, times] = [/"pid":(\d+)/g, /"timeMs":(\d+)/g].map((pattern) =>
    [...lines.matchAll(pattern)].map(([, number]) => Number(number)),
  );
  expect(new Set(pids).size).toBe(1);
  expect(times).toEqual([...(times ?? [])].sort());
  expect(times?.[0]).toBeGreaterThan(Date.now() - 600_000);
  expect(times?.at(-1)).toBeLessThanOrEqual(Date.now());
  const { timestamp, date } =
    /"timestamp": (?<timestamp>.*),\n *"date": "(?<date>.*)"/.exec(stdout)?.groups ?? {};
  if (timestamp !== undefined)
    expect(Math.round(Number(timestamp) * 1000)).toBe(Date.parse(date ?? ''));
  return { status, stdout: timeless(stdout), stderr, journal: timeless(lines) };
}

async function running(): Promise<Simulation> {
  const { hctl, simulation } = simulatedHctl();
  await hctl.bootstrap({ mkfs: true, source: { cdf: oneNode } });
  return simulation;
}

function expectSameAnswers({ folder }: Simulation): void {
  for (const form of forms)
    expect(answerOf('script', folder, form)).toEqual(answerOf('program', folder, form));
}

test('both say that no cluster runs', () => {
  const { simulation } = simulatedHctl();
  expectSameAnswers(simulation);
  rmSync(simulation.folder, { recursive: true });
  expectSameAnswers(simulation);
});

test('both answer the same to every form where the cluster runs', async () => {
  expectSameAnswers(await running());
});

test('names may have what JSON and the shell escape', async () => {
  const simulation = await running();
  const state = openStateFolder(simulation.folder);
  const cluster = state.cluster();
  if (cluster === undefined) throw new Error('it does not run');
  const pools = [{ fid: '0x1:0x1', name: oddName }];
  await state.setCluster({ ...cluster, cluster: { ...cluster.cluster, pools } });
  expectSameAnswers(simulation);
  expect(
    JSON.parse(call(script, { HCTL_SIM_STATE: simulation.folder }, 'status', '--json').stdout),
  ).toMatchObject({ pools });
});

test('Node answers everything else', async () => {
  const simulation = await running();
  const env = { HCTL_SIM_STATE: simulation.folder, HCTL_SIM_NODE: '/bin/false' };
  const isAnswered = (
    more: Readonly<Record<string, string>>,
    ...form: readonly string[]
  ): boolean => call(script, { ...env, ...more }, 'status', ...form).stderr !== '';
  expect(isAnswered({})).toBe(true);
  expect(isAnswered({}, '--jsn')).toBe(false);
  expect(isAnswered({ HCTL_SIM_FAIL: 'status-slow=0' })).toBe(false);
  expect(isAnswered({ HCTL_SIM_KV: 'consul://127.0.0.1:1/' })).toBe(false);
  expect(isAnswered({ HCTL_SIM_STATE: '' })).toBe(false);
  await simulation.fail({ 'shutdown-refuses': true });
  expect(isAnswered({})).toBe(false);
});

const ofOthers = /^(bootstrap|shutdown|reportbug)-|^(slow-start|client-units)$/;

test.each([
  ['runs', ofOthers],
  ['is down', /^(?!status-)/],
])('where the cluster %s, failures that change no status need no Node', async (state, isOthers) => {
  const simulation = state === 'runs' ? await running() : simulatedHctl().simulation;
  const env = { HCTL_SIM_STATE: simulation.folder, HCTL_SIM_NODE: '/bin/false' };
  for (const name of Object.keys(switches)) {
    await simulation.fail({ [name]: { times: 1, value: 'x' }, 'bootstrap-slow': 300 });
    expect([name, call(script, env, 'status').stderr !== '']).toEqual([name, isOthers.test(name)]);
  }
});

test.each([[{ 'bootstrap-crash': true }], [{ 'bootstrap-crash-mkfs': true }]])(
  'both answer the same after a bootstrap with %j',
  async (failures) => {
    expectSameAnswers(await bootstrapped(failures));
  },
);

test.each([
  [{ 'slow-start': 600_000 }],
  [{ 'bootstrap-crash-early': true }],
  [{ 'bootstrap-crash-m0d': true }],
  [{ 'client-units': true }],
])('Node answers after a bootstrap with %j', async (failures) => {
  const { folder } = await bootstrapped(failures);
  const env = { HCTL_SIM_STATE: folder, HCTL_SIM_NODE: '/bin/false' };
  expect(call(script, env, 'status')).toMatchObject({ status: 1, stderr: '' });
});

async function bootstrapped(failures: Readonly<Record<string, FailureValue>>): Promise<Simulation> {
  const { simulation, binary } = simulatedHctl();
  const env = { HCTL_SIM_STATE: simulation.folder };
  await simulation.fail(failures);
  call(binary, env, 'bootstrap', '--mkfs', withS3(simulation.folder));
  await simulation.fail({});
  return simulation;
}
