import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { judgeClock } from './judge-clock.js';
import { readClock } from './read-clock.js';

async function serverAt(offsetMs: number | undefined): Promise<string> {
  const server = createServer((_, answer) => {
    answer.sendDate = false;
    if (offsetMs !== undefined)
      answer.setHeader('Date', new Date(Date.now() + offsetMs).toUTCString());
    answer.end('""');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the clock of a server that is right, and of one that is an hour ahead', async () => {
  expect(judgeClock('kv', await readClock(await serverAt(0), 10_000))).toMatchObject({
    outcome: 'ok',
  });
  expect(judgeClock('kv', await readClock(await serverAt(3_600_000), 10_000))).toMatchObject({
    outcome: 'problem',
    code: 'CLOCK_SKEW',
  });
});

test('what tells no time says why', async () => {
  expect(await readClock(await serverAt(undefined), 10_000)).toBe('its answer has no time');
  expect(await readClock('127.0.0.1:1', 10_000)).toBe('Consul is unreachable: ECONNREFUSED');
  expect(await readClock('a b', 10_000)).toContain('is not a Consul address');
});
