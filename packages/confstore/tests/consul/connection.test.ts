import { consulForTests } from '@hare/real-consul';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openConfStore } from '../../src/open-conf-store.js';
import { formatError, isHareError } from '@hare/base';
import { useConsul } from './use-consul.js';

const program = await consulForTests();

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(0, host, resolve),
  );
  return (server.address() as AddressInfo).port;
}

test('where nothing listens, the error comes at once and says so', async () => {
  const server = createServer();
  const port = await listen(server, '127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  const store = await openConfStore(`consul://127.0.0.1:${port}/x`, { maps: true });
  const started = performance.now();
  await expect(store.get('a')).rejects.toMatchObject({
    code: 'CONSUL_UNREACHABLE',
    message: `Consul at 127.0.0.1:${port} is unreachable: nothing listens there`,
    where: { url: expect.stringContaining(String(port)) as string },
  });
  expect(performance.now() - started).toBeLessThan(20_000);
});

test.each([
  [
    'another web server',
    (): Server => createHttpServer((_, response) => response.writeHead(404).end('not found')),
  ],
  [
    'a server of another protocol',
    (): Server => createServer((socket) => socket.end('220 mail.example ESMTP\r\n')),
  ],
])('%s is told from Consul', async (_, make) => {
  const server = make();
  const port = await listen(server, '127.0.0.1');
  try {
    await expect(
      (await openConfStore(`consul://127.0.0.1:${port}/x`, { maps: true })).get('a'),
    ).rejects.toMatchObject({ code: 'CONSUL_NOT_CONSUL' });
  } finally {
    server.close();
  }
});

describe.skipIf(program === undefined)('a Consul that restarts', () => {
  const consul = useConsul(program);

  test('reads and plain writes go on when it comes back', async () => {
    const store = await consul.open('r');
    await store.set('a', '1');
    const [server] = consul.cluster.servers;
    await server?.kill();
    const during = [store.get('a'), store.set('b', '2')];
    await server?.restart();
    await Promise.all(during);
    expect(await store.keys()).toEqual(['a', 'b']);
  });

  test('an address of IPv6 stands in brackets', async (context) => {
    const [host = '', port] = consul.cluster.address.split(':');
    const proxy = createServer((socket) =>
      socket.pipe(connect(Number(port), host).on('error', () => socket.destroy())).pipe(socket),
    );
    const six = await listen(proxy, '::1').catch(() => undefined);
    if (six === undefined) return context.skip('this machine has no IPv6');
    const store = await openConfStore(`consul://[::1]:${six}/six`, { maps: true });
    await store.set('a', '1');
    expect(await store.get('a')).toBe('1');
    await store.close();
    proxy.close();
  });
});

describe.skipIf(program === undefined)('a Consul with access control lists', () => {
  const consul = useConsul(program, { acl: true });

  const tokenFor = (rules: string): Promise<string> => consul.cluster.tokenFor(rules);

  test('without a token, with an unknown one and with one that may not, each call says that it is denied, and never the token', async () => {
    const limited = await tokenFor('key_prefix "mine/" { policy = "read" }');
    for (const token of [undefined, '11111111-2222-3333-4444-555555555555', limited]) {
      const store = await consul.open('theirs', token === undefined ? {} : { consul: { token } });
      const calls = [
        () => store.get('a'),
        () => store.keys(),
        () => store.data(),
        () => store.set('a', '1'),
        () => store.update((within) => within.set('a', '1')),
        () => store.lock('d', 'o'),
      ];
      for (const call of calls) {
        const error: unknown = await call().catch((reason: unknown) => reason);
        expect(
          isHareError(error)
            ? [error.code, formatError(error).includes(token ?? '11111111')]
            : error,
        ).toEqual(['CONSUL_PERMISSION_DENIED', false]);
      }
    }
  });

  test('a token that may see only a part never passes that part off as the whole', async () => {
    await consul.kv.put('shared/mine', '1');
    await consul.kv.put('shared/theirs', '2');
    const token = await tokenFor('key "shared/mine" { policy = "read" }');
    const store = await consul.open('shared', { consul: { token } });
    expect(await store.get('mine')).toBe('1');
    await expect(store.keys()).rejects.toMatchObject({ code: 'CONSUL_PERMISSION_DENIED' });
  });

  test('the token of CONSUL_HTTP_TOKEN is used', async () => {
    const before = process.env['CONSUL_HTTP_TOKEN'];
    process.env['CONSUL_HTTP_TOKEN'] = await tokenFor(
      'key_prefix "mine/" { policy = "write" } session_prefix "" { policy = "write" }',
    );
    try {
      const store = await consul.open('mine');
      await store.set('a', '1');
      await (await store.lock('d', 'o')).release();
      expect(await store.keys()).toEqual(['a']);
    } finally {
      if (before === undefined) delete process.env['CONSUL_HTTP_TOKEN'];
      else process.env['CONSUL_HTTP_TOKEN'] = before;
    }
  });
});

describe.skipIf(program === undefined)('a Consul with HTTPS', () => {
  const consul = useConsul(program, { tls: true });

  test('consul+https:// speaks HTTPS and checks the certificate', async () => {
    const address = consul.cluster.servers[0]?.httpsAddress ?? '';
    const store = await openConfStore(`consul+https://${address}/s`, {
      consul: { caFile: consul.cluster.caFile },
      maps: true,
    });
    await store.set('a', '1');
    expect(await store.get('a')).toBe('1');
    await store.close();
    await expect(
      (await openConfStore(`consul+https://${address}/s`, { maps: true })).get('a'),
    ).rejects.toMatchObject({ code: 'CONSUL_TLS' });
    await expect(
      (
        await openConfStore(`consul+https://${address}/s`, {
          consul: { caFile: consul.cluster.caFile, serverName: 'other.example' },
          maps: true,
        })
      ).get('a'),
    ).rejects.toMatchObject({ code: 'CONSUL_TLS' });
    await expect(
      (await openConfStore(`consul://${address}/s`, { maps: true })).get('a'),
    ).rejects.toMatchObject({
      code: 'CONSUL_TLS',
      message: expect.stringContaining('requires HTTPS') as string,
    });
    const unchecked = await openConfStore(`consul://${address}/s`, {
      consul: { https: true, verify: false },
      maps: true,
    });
    expect(await unchecked.get('a')).toBe('1');
    await unchecked.close();
  });
});

describe.skipIf(program === undefined)('a cluster that lost most of its servers', () => {
  const consul = useConsul(program, { servers: 3 });

  test('says that it has no leader when its deadline is over, and is right again once a server is back', async () => {
    const store = await openConfStore(`consul://${consul.cluster.address}/x`, {
      consul: { retryMs: 100 },
      maps: true,
    });
    await store.set('a', '1');
    const [, second, third] = consul.cluster.servers;
    await Promise.all([second?.kill(), third?.kill()]);
    await expect(store.set('a', '2')).rejects.toMatchObject({ code: 'CONSUL_NO_LEADER' });
    await second?.restart();
    await consul.cluster.leader();
    const patient = await consul.open('x');
    await patient.set('a', '3');
    expect(await patient.get('a')).toBe('3');
    await store.close();
  });
});
