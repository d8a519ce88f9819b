import { expect, test } from 'vitest';
import type { LastRun } from './last-runs.js';
import { conditionOf } from './condition.js';
import type { MachineFacts } from './machine-facts.js';

const run = (stage: string, hour: number, more: Partial<LastRun> = {}): LastRun => ({
  stage,
  state: 'ended',
  time: `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
  pid: 1,
  durationMs: 5,
  outcome: 'changed',
  exitCode: 0,
  changed: [],
  failed: [],
  ...more,
});
const runs = (...all: readonly LastRun[]): ReadonlyMap<string, LastRun> =>
  new Map(all.map((each) => [each.stage, each]));
const mkfs = {
  version: 1,
  clusterId: 'c',
  cdfDigest: 'd',
  state: 'done',
  time: '2026-01-01T00:00:00.000Z',
  host: 'h',
} as const;
const facts: MachineFacts = {
  runs: runs(),
  hasPending: false,
  bootstraps: [],
  unreadable: [],
  isRoot: true,
  varDir: '/var/lib/hare',
  hctl: 'hctl',
};
const cluster = { file: '/var/lib/hare/cluster.yaml', nodes: 1 };
const configured: MachineFacts = {
  ...facts,
  cluster,
  live: { kind: 'stopped' },
  runs: runs(run('config', 1)),
};
const formatted: MachineFacts = {
  ...configured,
  mkfs,
  runs: runs(run('config', 1), run('init', 2), run('test', 3)),
};
const running: MachineFacts = {
  ...formatted,
  live: { kind: 'running', services: 3, findings: [] },
};
const fault = {
  kind: 'offline',
  what: 'service',
  severity: 'failure',
  node: 'n',
  name: 'ioservice',
  fid: '0x7200000000000001:0x2',
} as const;
const damaged = {
  what: 'the cluster description',
  file: '/var/lib/hare/cluster.yaml',
  reason: '2 problems',
  isForbidden: false,
};
const recorded = { url: 'json:///a.json', cdf: '/var/lib/hare/cluster.yaml', digest: 'd' };
const forbidden = { what: 'the journal', reason: 'permission denied', isForbidden: true };

test.each<[string, Partial<MachineFacts>, string, string | undefined]>([
  ['nothing ran', facts, 'not configured', 'hare_setup run --config URL'],
  ['config ran', configured, 'configured', 'hare_setup run --from init'],
  [
    'init failed',
    { ...configured, runs: runs(run('init', 2, { outcome: 'failed', exitCode: 1 })) },
    'configured',
    'hare_setup doctor',
  ],
  ['init ran', formatted, 'formatted', 'hctl bootstrap -c /var/lib/hare'],
  ['config ran again', { ...formatted, hasPending: true }, 'formatted', 'hare_setup init'],
  ['it runs and was tested', running, 'running', undefined],
  [
    'it was configured after its test',
    { ...running, runs: runs(run('test', 3), run('config', 4)) },
    'running',
    'hare_setup test',
  ],
  [
    'a client is stopped',
    {
      ...running,
      live: { ...running.live, findings: [{ ...fault, severity: 'warning' }] },
    } as MachineFacts,
    'running',
    undefined,
  ],
  [
    'a service is stopped',
    { ...running, live: { kind: 'running', services: 2, findings: [fault] } },
    'degraded',
    'journalctl -b -n 100 -u m0d@0x7200000000000001:0x2',
  ],
  [
    'a drive is offline',
    {
      ...running,
      live: { kind: 'running', services: 3, findings: [{ ...fault, what: 'device' }] },
    },
    'degraded',
    'hctl status -d',
  ],
  [
    'a stage is running',
    { ...running, atWork: { stage: 'test', pid: 7, since: 'now' } },
    'busy',
    'hare_setup log -n 20',
  ],
  [
    'hctl bootstrap is running',
    { ...formatted, bootstraps: [7] },
    'starting',
    'hare_setup status --wait',
  ],
  [
    'init was killed',
    { ...configured, runs: runs(run('config', 1), run('init', 2, { state: 'killed' })) },
    'interrupted',
    'hare_setup run --from init',
  ],
  [
    'init was killed, but something ran since',
    { ...formatted, runs: runs(run('init', 2, { state: 'killed' }), run('test', 3)) },
    'formatted',
    'hctl bootstrap -c /var/lib/hare',
  ],
  [
    'cleanup was killed: the next step wipes nothing',
    { ...configured, runs: runs(run('cleanup', 2, { state: 'killed' })) },
    'interrupted',
    'hare_setup cleanup --dry-run',
  ],
  [
    'test was killed while its cluster ran',
    { ...running, leftBy: 'test' },
    'interrupted',
    'hare_setup run --from test',
  ],
  [
    'formatting did not end: the next step formats nothing',
    { ...configured, mkfs: { ...mkfs, state: 'started' } },
    'interrupted',
    'hare_setup plan --from init',
  ],
  [
    'a restore did not end',
    { ...formatted, unfinishedRestore: '/var/lib/hare/.hare-restore/archive.tar.gz' },
    'interrupted',
    'hare_setup restore --target /var/lib/hare/.hare-restore/archive.tar.gz',
  ],
  [
    'hctl fails',
    { ...formatted, live: { kind: 'unknown', reason: 'it failed; it printed:\n  | x' } },
    'unknown',
    'hare_setup doctor',
  ],
  [
    'the description is damaged, and config knows its ConfStore',
    { ...facts, unreadable: [damaged], recorded },
    'unknown',
    'hare_setup config',
  ],
  [
    'the description is damaged, and nobody knows where it came from',
    { ...facts, unreadable: [damaged] },
    'unknown',
    'hare_setup doctor',
  ],
  ['another user', { ...facts, unreadable: [forbidden] }, 'unknown', 'sudo hare_setup status'],
])('%s', (_name, more, state, next) => {
  const found = conditionOf(
    { ...facts, ...more },
    {
      placed: (command) => command,
      run: ['post_install', 'prepare', 'config', 'init', 'test'],
    },
  );
  expect([found.state, found.next]).toEqual([state, next]);
  expect(found.about).not.toContain('\n');
});
