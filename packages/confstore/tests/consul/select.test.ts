import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { consulForTests } from '@hare/real-consul';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ConsulKv } from '@hare/consul';
import { openConfStore } from '../../src/open-conf-store.js';
import { useConsul } from './use-consul.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('what is read of a shared Consul', () => {
  const consul = useConsul(program);

  /** Sends a value that is not text. */
  const putBytes = (key: string): Promise<unknown> =>
    consul.kv.http.send({
      method: 'PUT',
      path: `kv/${key}`,
      body: Buffer.from([0xff, 0xfe]),
      repeatable: true,
      where: {},
    });

  test('folders and single keys come in one request, as they are, and nothing that only begins like them', async () => {
    await consul.cluster.clear();
    for (const key of ['m0conf/a', 'm0conf/b/c', 'leader', 'names/one'])
      await consul.kv.put(key, key);
    await consul.kv.put('m0confounder', 'theirs');
    for (const key of ['leaders', 'leader/ship', 'vault/core/master']) await putBytes(key);
    const before = consul.kv.http.requests;
    const found = await consul.kv.select({ folders: ['m0conf/', 'none/'], keys: ['leader'] });
    expect(found.map(({ key, text }) => [key, text])).toEqual([
      ['m0conf/a', 'm0conf/a'],
      ['m0conf/b/c', 'm0conf/b/c'],
      ['leader', 'leader'],
    ]);
    expect(consul.kv.http.requests - before).toBe(1);
  });

  test('keys that are missing are left out, however many there are', async () => {
    await consul.cluster.clear();
    const keys = Array.from({ length: 150 }, (_, number) => `many/${number}`);
    for (const key of keys.filter((_, number) => number % 3 === 0)) await consul.kv.put(key, 'x');
    expect((await consul.kv.select({ keys })).map(({ key }) => key)).toEqual(
      keys.filter((_, number) => number % 3 === 0),
    );
    expect(await consul.kv.select({ folders: ['empty/'], keys: ['none', 'nobody'] })).toEqual([]);
    expect(await consul.kv.select({})).toEqual([]);
  });

  test('flags stay, of 64 bits too: at set, in update, at copy within and between stores; an equal value is not written', async () => {
    const flags = '18446744073709551615';
    const put = async (key: string, text: string): Promise<boolean> =>
      consul.kv.put(key, text, { flags });
    const of = async (key: string): Promise<unknown> => {
      const entry = await consul.kv.get(key);
      return entry === undefined ? undefined : [entry.text, entry.flags];
    };
    const store = await consul.open('flagged');
    await put('flagged/a', '1');
    await store.set('a', '2');
    expect(await of('flagged/a')).toEqual(['2', flags]);
    await store.update((within) => within.set('a', '3'));
    expect(await of('flagged/a')).toEqual(['3', flags]);
    await store.update(async (within) =>
      within.set('a', (await within.get('a')) === '3' ? '34' : 'lost'),
    );
    expect(await of('flagged/a')).toEqual(['34', flags]);
    await store.set('a', 'x'.repeat(450_000));
    expect(await of('flagged/a')).toEqual(['x'.repeat(450_000), flags]);
    await store.set('a', '34');

    const other = await consul.open('copied');
    await other.set('b', 'stays');
    await store.copy(other);
    expect([await of('copied/a'), await of('copied/b')]).toEqual([
      ['34', flags],
      ['stays', '0'],
    ]);
    // What comes from elsewhere, without flags, leaves those that are there.
    await (await openConfStore('dict:{"a": "35"}', { maps: true })).copy(other);
    expect(await of('copied/a')).toEqual(['35', flags]);

    const writes = async (): Promise<readonly number[]> =>
      (await consul.kv.tree('copied/')).entries.map(({ modifyIndex }) => modifyIndex);
    const before = await writes();
    await other.set('a', '35');
    await other.update((within) => within.set('b', 'stays'));
    await other.update(async (within) => within.set('b', (await within.get('b')) ?? ''));
    await (await openConfStore('dict:{"a": "35", "b": "stays"}', { maps: true })).copy(other);
    await store.set('a', '35');
    await store.copy(other);
    expect(await writes()).toEqual(before);
  });

  test('getAll finds keys in one request, and neither what lies below nor what only begins like them', async () => {
    await consul.cluster.clear();
    for (const key of ['s/a', 's/a>b', 's/ab', 's/host/facts']) await consul.kv.put(key, key);
    const store = await consul.open('s');
    expect(await store.getAll(['a', 'host/facts'])).toEqual(
      new Map([
        ['a', 's/a'],
        ['host/facts', 's/host/facts'],
      ]),
    );
    expect(await store.getAll(['a', 'none'])).toEqual(new Map([['a', 's/a']]));
    expect(
      await (
        await openConfStore('dict:{"a": {"b": 1}, "c": null, "d": [0]}', { maps: true })
      ).getAll(['a>b', 'c', 'd[0]', 'e']),
    ).toEqual(
      new Map([
        ['a>b', 1],
        ['d[0]', 0],
      ]),
    );
  });

  test('CONSUL_HTTP_ADDR stands in where the URL names no host, and a socket is as good as a port', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hare-socket-'));
    const socket = path.join(folder, 'http.sock');
    const port = Number(consul.cluster.address.split(':')[1]);
    const bridge = net.createServer((client) => {
      const server = net.connect(port, '127.0.0.1');
      client.on('error', () => server.destroy()).pipe(server);
      server.on('error', () => client.destroy()).pipe(client);
    });
    bridge.listen(socket);
    await once(bridge, 'listening');
    onTestFinished(() => {
      vi.unstubAllEnvs();
      bridge.close();
      rmSync(folder, { recursive: true });
    });
    await consul.kv.put('addr/a', '1');
    for (const address of [
      consul.cluster.address,
      `http://${consul.cluster.address}`,
      `unix://${socket}`,
    ]) {
      vi.stubEnv('CONSUL_HTTP_ADDR', address);
      expect(await (await openConfStore('consul:///addr', { maps: true })).get('a'), address).toBe(
        '1',
      );
    }
    vi.stubEnv('CONSUL_HTTP_ADDR', '127.0.0.1:1');
    expect(
      await (await openConfStore(`consul+unix://${socket}:/addr`, { maps: true })).get('a'),
    ).toBe('1');
    await expect(
      (await openConfStore('consul:/addr', { maps: true })).get('a'),
    ).rejects.toMatchObject({
      code: 'CONSUL_UNREACHABLE',
    });
    await expect(
      (await openConfStore(`consul+unix://${folder}/none.sock`, { maps: true })).get('a'),
    ).rejects.toMatchObject({
      code: 'CONSUL_UNREACHABLE',
      message: `Consul at ${folder}/none.sock is unreachable: the socket does not exist`,
    });
  });
});

describe.skipIf(program === undefined)('a token that may read some keys', () => {
  const consul = useConsul(program, { acl: true });
  const readerOf = async (rules: string): Promise<ConsulKv> =>
    ConsulKv.at(consul.cluster.address, { token: await consul.cluster.tokenFor(rules) });

  test('reads them beside others that begin alike, and is told of those that it may not read', async () => {
    for (const key of ['ours/a', 'leader', 'leaders', 'oursource', 'theirs/x', 'ours2/b'])
      await consul.kv.put(key, '1');
    const kv = await readerOf(
      'key_prefix "ours/" { policy = "read" } key "leader" { policy = "read" } key "none" { policy = "read" }',
    );
    expect(
      (await kv.select({ folders: ['ours/'], keys: ['leader', 'none'] })).map(({ key }) => key),
    ).toEqual(['ours/a', 'leader']);
    await expect(kv.select({ folders: ['ours/', 'theirs/'] })).rejects.toMatchObject({
      code: 'CONSUL_PERMISSION_DENIED',
      where: { key: 'theirs/' },
    });
    await expect(
      kv.select({ folders: ['ours/'], keys: ['leaders', 'leader'] }),
    ).rejects.toMatchObject({ code: 'CONSUL_PERMISSION_DENIED', where: { key: 'leaders' } });
  });
});
