import type { Facts, FactsRequest } from '@hare/cdf';
import { expect, test } from 'vitest';
import { patientFacts } from './patient-facts.js';

const requests: readonly FactsRequest[] = [
  { hostname: 'a', machineId: 'id-a', drives: ['/dev/sdb', '/dev/sdc'] },
];
const facts: Facts = {
  'a/facts': { processorcount: '8', memorysize_mb: 4096 },
  'a/drives/dev/sdb': { path: '/dev/sdb', size: 100, blksize: 10 },
  'a/drives/dev/sdc': '{"path": "/dev/sdc", "size": "200", "blksize": 20}',
  'conf/node>id-a>node_group': 'rack-1',
};

test('a patient source asks again until everything is there', async () => {
  let now = 0;
  const waits: string[] = [];
  const source = {
    name: 'kv',
    find: (): Promise<Facts> =>
      Promise.resolve(now >= 10_000 ? facts : { 'a/facts': facts['a/facts'] }),
  };
  const patience = {
    timeoutMs: 60_000,
    intervalMs: 4000,
    now: () => now,
    sleep: (ms: number) => Promise.resolve(void (now += ms)),
    onWait: (hosts: readonly string[], ms: number) => waits.push(`${hosts.join()} ${ms}`),
  };
  expect(await patientFacts(source, patience).find(requests)).toEqual(facts);
  expect(waits).toEqual(['a 60000', 'a 56000', 'a 52000']);
});

test('a patient source gives up at its deadline and answers what there is', async () => {
  let now = 0;
  const source = { name: 'kv', find: (): Promise<Facts> => Promise.resolve({ 'a/facts': 1 }) };
  expect(
    await patientFacts(source, {
      timeoutMs: 9000,
      now: () => now,
      sleep: (ms) => Promise.resolve(void (now += ms)),
    }).find(requests),
  ).toEqual({ 'a/facts': 1 });
  expect(now).toBe(9000);
});
