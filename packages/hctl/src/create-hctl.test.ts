import { expect, test } from 'vitest';
import type { CommandResult, RunCommand } from '@hare/command';
import { createHctl } from './create-hctl.js';
import { parseStatus } from './parse-status.js';
import type { Hctl } from './hctl.js';

type Answer = Partial<CommandResult>;
const down: Answer = { exitCode: 1, stderr: 'Cluster is not running\n' };
const empty = '{"pools": [], "profiles": [], "nodes": []}';

/**
 * An hctl whose calls get the given answers, one after the other; `calls` are the words it was
 * called with, pauses as `sleep 5000`.
 */
function scripted(...answers: readonly Answer[]): { hctl: Hctl; calls: string[] } {
  const calls: string[] = [];
  const rest = [...answers];
  const run: RunCommand = (command) => {
    calls.push(command.slice(1).join(' '));
    const answer = rest.shift();
    if (answer === undefined) throw new Error(`unexpected call: ${command.join(' ')}`);
    return Promise.resolve({
      command,
      stdout: '',
      stderr: '',
      exitCode: 0,
      signal: undefined,
      timedOut: false,
      durationMs: 1000,
      ...answer,
    });
  };
  const sleep = (ms: number): Promise<void> => {
    calls.push(`sleep ${ms}`);
    return Promise.resolve();
  };
  return {
    hctl: createHctl({
      run,
      binary: '/bin/hctl',
      timeouts: { status: 60_000, bootstrap: 900_000, shutdown: 300_000 },
      sleep,
    }),
    calls,
  };
}

test('exit 0 is a running cluster', async () => {
  expect(await scripted({}).hctl.status()).toBe('running');
});

test('exit 1 with the sentence is a cluster that is not running', async () => {
  expect(
    await scripted({ ...down, stderr: 'warning: slow\nCluster is not running\n' }).hctl.status(),
  ).toBe('not-running');
});

test.each<[string, Answer, string, RegExp]>([
  [
    'exit 1 without the sentence',
    { exitCode: 1, stderr: 'Traceback' },
    'HCTL_STATUS_FAILED',
    /failed with exit code 1; it printed:\n {2}\| Traceback/,
  ],
  [
    'a killed command',
    { exitCode: undefined, signal: 'SIGKILL', stderr: 'Cluster is not running' },
    'HCTL_KILLED',
    /was killed by SIGKILL/,
  ],
  [
    'a timeout',
    { exitCode: undefined, signal: 'SIGTERM', timedOut: true },
    'HCTL_TIMED_OUT',
    /timed out after 1\.0 s and was stopped, and printed nothing/,
  ],
  ['a timeout that ended with 0', { exitCode: 0, timedOut: true }, 'HCTL_TIMED_OUT', /timed out/],
])('%s is neither running nor not', async (_, answer, code, message) => {
  await expect(scripted(answer).hctl.status()).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message) as string,
  });
});

test('the status is read behind noise', async () => {
  const answer = await scripted({ stdout: `Checking...\n${empty}` }).hctl.statusJson();
  expect(answer).toEqual({ kind: 'running', status: { pools: [], profiles: [], nodes: [] } });
});

test('the status of older releases is read', async () => {
  const stdout = JSON.stringify({
    pools: [],
    profiles: [{ fid: 'p', name: 'default', pools: [null, 'a'] }],
    nodes: [],
    filesystem: { stats: {} },
    newer: 1,
  });
  const answer = await scripted({ stdout }).hctl.statusJson();
  expect(answer).toMatchObject({
    status: { profiles: [{ pools: ['a'] }], filesystem: { stats: {} } },
  });
});

test('devices are asked for with -d', async () => {
  const { hctl, calls } = scripted({
    stdout: JSON.stringify({
      pools: [],
      profiles: [],
      nodes: [],
      devices: [{ node_name: 'a', devs: [{ name: '/dev/sda', status: 'M0_NC_ONLINE' }] }],
    }),
  });
  expect(await hctl.statusJson({ devices: true })).toMatchObject({
    status: { devices: [{ nodeName: 'a', devs: [{ name: '/dev/sda', status: 'M0_NC_ONLINE' }] }] },
  });
  expect(calls).toEqual(['status --json -d']);
});

test.each([
  'hctl-status: error: unrecognized arguments: -d',
  'Usage: hctl status [--json]',
  "Invalid option: '-d'",
])('an old hctl that says "%s" is asked again without -d', async (stderr) => {
  const { hctl, calls } = scripted({ exitCode: 2, stderr }, { stdout: empty });
  expect(await hctl.statusJson({ devices: true })).toMatchObject({ kind: 'running' });
  expect(calls).toEqual(['status --json -d', 'status --json']);
});

test('another failure is not asked again', async () => {
  const { hctl } = scripted({ exitCode: 3, stderr: 'no leader' });
  await expect(hctl.statusJson({ devices: true })).rejects.toMatchObject({
    code: 'HCTL_STATUS_FAILED',
  });
});

test.each<[string, string, string]>([
  ['nothing', '', 'HCTL_STATUS_NO_JSON'],
  ['a cut JSON', '{"pools": [], "nodes": [', 'HCTL_STATUS_NO_JSON'],
  ['another shape', '{"pools": [], "profiles": [], "nodes": [{"name": 1}]}', 'HCTL_STATUS_SHAPE'],
])('%s instead of a status is an error', async (_, stdout, code) => {
  await expect(scripted({ stdout }).hctl.statusJson()).rejects.toMatchObject({ code });
});

test('an error of shape names the places', async () => {
  await expect(
    scripted({
      stdout: '{"pools": {}, "profiles": [], "nodes": [{"name": 1, "svcs": []}]}',
    }).hctl.statusJson(),
  ).rejects.toMatchObject({
    problems: [{ where: { key: 'pools' } }, { where: { key: 'nodes>0>name' } }],
  });
});

test('a cluster that is not running has no status', async () => {
  expect(await scripted(down).hctl.statusJson({ devices: true })).toEqual({ kind: 'not-running' });
});

test.each([
  [{ mkfs: true, source: { cdf: '/c.yaml' } }, 'bootstrap --mkfs /c.yaml'],
  [
    { mkfs: false, source: { cdf: '/c.yaml' }, xprt: 'lnet' as const },
    'bootstrap --xprt lnet /c.yaml',
  ],
  [
    { mkfs: true, source: { configDir: '/d' }, xprt: 'libfab' as const },
    'bootstrap --mkfs --xprt libfab -c /d',
  ],
])('bootstrap %j is called as hctl wants it', async (options, words) => {
  const { hctl, calls } = scripted({});
  await hctl.bootstrap(options);
  expect(calls).toEqual([words]);
});

test('a failed bootstrap quotes what hctl printed, without secrets', async () => {
  const { hctl } = scripted({
    exitCode: 4,
    stdout: 'Starting Consul... token=hunter2',
    stderr: 'OK\nno quorum',
  });
  const error = await hctl
    .bootstrap({ mkfs: false, source: { cdf: '/c' } })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: 'HCTL_BOOTSTRAP_FAILED',
    message:
      'hctl bootstrap failed with exit code 4; it printed:\n  | Starting Consul... token=******\n  | OK\n  | no quorum',
    where: { command: ['/bin/hctl', 'bootstrap', '/c'], exitCode: 4 },
  });
});

test('shutdown ends when status says that the cluster is down', async () => {
  const { hctl, calls } = scripted({}, down);
  await hctl.shutdown();
  expect(calls).toEqual(['shutdown', 'status']);
});

test('nothing to shut down is success', async () => {
  const { hctl, calls } = scripted(down);
  await hctl.shutdown();
  expect(calls).toEqual(['shutdown']);
});

test('shutdown is repeated after 5 s, also after it failed', async () => {
  const { hctl, calls } = scripted({ exitCode: 1, stderr: 'cannot stop' }, {}, {}, down);
  await hctl.shutdown();
  expect(calls).toEqual(['shutdown', 'status', 'sleep 5000', 'shutdown', 'status']);
});

test('shutdown is given up after 5 times', async () => {
  const { hctl, calls } = scripted(
    ...Array.from({ length: 5 }, () => [{ exitCode: 1, stderr: 'cannot stop' }, {}]).flat(),
  );
  await expect(hctl.shutdown()).rejects.toMatchObject({
    code: 'HCTL_SHUTDOWN_FAILED',
    message: expect.stringContaining('cannot stop') as string,
  });
  expect(calls.filter((call) => call === 'shutdown')).toHaveLength(5);
  expect(calls.filter((call) => call === 'sleep 5000')).toHaveLength(4);
});

test('a status that cannot be had after a shutdown is an error, not a success', async () => {
  await expect(scripted({}, { exitCode: 3 }).hctl.shutdown()).rejects.toMatchObject({
    code: 'HCTL_STATUS_FAILED',
  });
});

test('reportbug is called as hctl wants it', async () => {
  const { hctl, calls } = scripted({});
  await hctl.reportbug({ id: 'x', folder: '/tmp', logDir: '/l', configDir: '/c' });
  expect(calls).toEqual(['reportbug -b x -t /tmp -l /l -c /c']);
});

test.each([
  [
    'wrong nodes',
    {
      nodes: Array.from({ length: 50_000 }, () => ({ name: 1, svcs: 2 })),
      pools: [],
      profiles: [],
    },
  ],
  [
    'wrong services of a node',
    {
      nodes: [
        {
          name: 'a',
          svcs: Array.from({ length: 50_000 }, () => ({
            name: 'hax',
            ep: 'inet:tcp:srvnode-1@22001',
          })),
        },
      ],
      pools: [],
      profiles: [],
    },
  ],
  [
    'counts by very many names',
    {
      nodes: [],
      pools: [],
      profiles: [],
      bytecount: Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`n${at}`, 'x'])),
    },
  ],
])('of very many %s a few are reported', async (_, status) => {
  const error: unknown = await parseStatus(JSON.stringify(status), ['hctl']).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'HCTL_STATUS_SHAPE' });
  expect((error as { problems: unknown[] }).problems.length).toBeLessThan(30);
});

test('JSON that is mostly brackets is not read', async () => {
  await expect(
    parseStatus(`{"nodes":[${'{},'.repeat(50_000)}{}]}`, ['hctl']),
  ).rejects.toMatchObject({ code: 'HCTL_STATUS_NO_JSON' });
});
