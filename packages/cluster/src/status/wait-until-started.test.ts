import type { ClusterDescription } from '@hare/cdf';
import { HareError } from '@hare/base';
import { expect, test } from 'vitest';
import type { Hctl, StatusAnswer } from '@hare/hctl';
import { waitUntilStarted } from './wait-until-started.js';

const cdf: ClusterDescription = {
  nodes: [{ hostname: 'a', dataIface: 'e', m0Servers: [], m0Clients: [] }],
  pools: [],
};
const running = (status: string): StatusAnswer => ({
  kind: 'running',
  status: {
    pools: [],
    profiles: [],
    nodes: [{ name: 'a', svcs: [{ name: 'hax', fid: '0x7200000000000001:0x0', status }] }],
  },
});

function answering(...answers: readonly (StatusAnswer | Error)[]): Hctl {
  const rest = [...answers];
  const never = (): Promise<never> => Promise.reject(new Error('not expected'));
  return {
    binary: 'hctl',
    status: never,
    bootstrap: never,
    shutdown: never,
    reportbug: never,
    statusJson: () => {
      const answer = rest.length > 1 ? rest.shift() : rest[0];
      return answer instanceof Error || answer === undefined
        ? Promise.reject(answer ?? new Error('no answer'))
        : Promise.resolve(answer);
    },
  };
}

test('it returns once all is started, and says meanwhile what is missing', async () => {
  const missing: string[] = [];
  const hctl = answering(
    new HareError('HCTL_STATUS_FAILED', 'no leader yet'),
    running('unknown'),
    running('started'),
  );
  await waitUntilStarted({
    hctl,
    cdf,
    timeoutMs: 10_000,
    pollMs: 1,
    onWaiting: (findings) => missing.push(...findings.map((finding) => finding.name)),
  });
  expect(missing).toEqual(['hax']);
});

test('in time or not at all: the error names what is missing', async () => {
  await expect(
    waitUntilStarted({ hctl: answering(running('offline')), cdf, timeoutMs: 20, pollMs: 5 }),
  ).rejects.toMatchObject({
    code: 'CLUSTER_NOT_STARTED',
    problems: [{ message: 'a: service hax 0x7200000000000001:0x0 is not running (offline)' }],
  });
});

test('a cluster that went away is an error', async () => {
  await expect(
    waitUntilStarted({ hctl: answering({ kind: 'not-running' }), cdf, timeoutMs: 20, pollMs: 5 }),
  ).rejects.toMatchObject({
    code: 'CLUSTER_NOT_STARTED',
    message: expect.stringContaining('not running') as string,
  });
});

test('the last failure of status is the error when there was never an answer', async () => {
  await expect(
    waitUntilStarted({
      hctl: answering(new HareError('HCTL_TIMED_OUT', 'hangs')),
      cdf,
      timeoutMs: 20,
      pollMs: 5,
    }),
  ).rejects.toMatchObject({ code: 'HCTL_TIMED_OUT' });
});

test('an interruption ends the waiting', async () => {
  const sleep = (): Promise<void> =>
    Promise.reject(new HareError('STAGE_INTERRUPTED', 'interrupted'));
  await expect(
    waitUntilStarted({ hctl: answering(running('offline')), cdf, timeoutMs: 60_000, sleep }),
  ).rejects.toMatchObject({ code: 'STAGE_INTERRUPTED' });
});
