import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ConsulKv } from './consul-kv.js';

test('a request that took longer to fail than it is retried for is sent once more', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    // The second one gets no answer.
    if (requests !== 2) response.end('"127.0.0.1:8300"');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const kv = ConsulKv.at(`127.0.0.1:${port}`, { retryMs: 200 });
  const ask = { method: 'GET', path: 'status/leader', repeatable: true, where: {} } as const;
  await kv.http.send(ask);
  expect((await kv.http.send({ ...ask, idleMs: 400 })).status).toBe(200);
  expect(requests).toBe(3);
});
