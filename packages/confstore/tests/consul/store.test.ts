import { consulForTests } from '@hare/real-consul';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ConfLeaf } from '../../src/conf-store.js';
import { ConsulBackend } from '../../src/consul/consul-backend.js';
import { ConsulKv } from '@hare/consul';
import { FlatStore } from '../../src/store/flat-store.js';
import { useConsul } from './use-consul.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('a store in a real Consul', () => {
  const consul = useConsul(program);
  beforeEach(async () => consul.cluster.clear());

  const put = async (keys: Readonly<Record<string, string>>): Promise<void> => {
    for (const [key, text] of Object.entries(keys)) await consul.kv.put(key, text);
  };
  const keysOf = async (): Promise<readonly string[]> =>
    (await consul.kv.tree('')).entries.map(({ key }) => key);

  test('a subtree, all keys, all data: one request each', async () => {
    await put({ 'app/a>b': '1', 'app/a>c[0]>d': '2', 'app/ab': '3', 'app/a>c[1]>d': '4' });
    const kv = ConsulKv.at(consul.cluster.address);
    const store = new FlatStore(
      new ConsulBackend(kv, { url: 'consul:', prefix: 'app/', delimiter: '>', typed: false }),
      '>',
      true,
    );
    expect(await store.get('a')).toEqual(
      new Map<string, unknown>([
        ['b', '1'],
        ['c', [new Map([['d', '2']]), new Map([['d', '4']])]],
      ]),
    );
    expect(kv.http.requests).toBe(1);
    expect(await store.keys()).toEqual(['a>b', 'a>c[0]>d', 'a>c[1]>d', 'ab']);
    expect(kv.http.requests).toBe(2);
    await store.data();
    expect(kv.http.requests).toBe(3);
    await store.close();
  });

  test.each([
    ['a control character', 'a\u0001b'],
    ['a character that is newer than this Consul', '\u31ef '],
    ['a rare one', '\u{2ebf0}'],
  ])('a key with %s is written, read, listed and watched', async (_, name) => {
    const kv = ConsulKv.at(consul.cluster.address);
    const store = new FlatStore(
      new ConsulBackend(kv, { url: 'consul:', prefix: `${name}/`, delimiter: '>', typed: false }),
      '>',
      true,
    );
    const leaf = (value: string): readonly ConfLeaf[] => [{ path: [name, 'k'], value }];
    await store.setAll(leaf('v'));
    expect([...(await store.leaves())]).toEqual(leaf('v'));
    const ended = new AbortController();
    const watching = store.watch(undefined, () => ended.abort(), ended.signal);
    await sleep(100);
    await store.setAll(leaf('w'));
    await watching;
    const [key = ''] = await store.keys();
    expect(await store.get(key)).toBe('w');
    expect(await store.delete(key)).toBe(true);
    expect(await store.keys()).toEqual([]);
    await store.close();
  });

  test('many changes travel 64 at a time', async () => {
    const kv = ConsulKv.at(consul.cluster.address);
    const store = new FlatStore(
      new ConsulBackend(kv, { url: 'consul:', prefix: '', delimiter: '>', typed: false }),
      '>',
      true,
    );
    await store.setAll(
      Array.from({ length: 200 }, (_, place) => ({ path: [`k${place}`], value: place })),
    );
    expect(await keysOf()).toHaveLength(200);
    expect(kv.http.requests).toBeLessThanOrEqual(8);
    await store.close();
  });

  test('deleting with force takes the key, what is below it and its items, and nothing that only begins like it', async () => {
    await put({
      'm/a': '1',
      'm/a>b': '2',
      'm/a[0]': '3',
      'm/a[0]>x': '4',
      'm/ab': '5',
      'm/a/b': '6',
      'ma>b': '7',
    });
    const store = await consul.open('m');
    expect(await store.delete('a', { force: true })).toBe(true);
    expect(await keysOf()).toEqual(['m/a/b', 'm/ab', 'ma>b']);
  });

  test('texts stay as they are, other values are JSON text, and typed reads them back', async () => {
    const [store, typed] = [await consul.open('t'), await consul.open('t', { typed: true })];
    const values = {
      text: ' é\n',
      number: 1.5,
      big: 12345678901234567890n,
      yes: true,
      none: null,
      list: [1, 'a'],
      map: new Map([['k', 'v']]),
      looksLikeNumber: '010',
    };
    for (const [key, value] of Object.entries(values)) await store.set(key, value);
    expect(await Promise.all(Object.keys(values).map((key) => store.get(key)))).toEqual([
      ' é\n',
      '1.5',
      '12345678901234567890',
      'true',
      'null',
      '[1,"a"]',
      '{"k":"v"}',
      '010',
    ]);
    expect(await typed.get('big')).toBe(12345678901234567890n);
    expect(await typed.get('list')).toEqual([1, 'a']);
    expect(await typed.get('map')).toEqual(new Map([['k', 'v']]));
    expect(await typed.get('looksLikeNumber')).toBe('010');
  });

  test('keys that no URL path can carry are read and written all the same', async () => {
    const store = await consul.open('odd/prefix');
    for (const key of ['a//b', '../x', '.', 'tab\there', 'q?x#y%2F+', 'ключ', 'x y']) {
      await store.set(key, key);
      expect(await store.get(key)).toBe(key);
    }
    expect(await store.keys()).toHaveLength(7);
    expect((await keysOf()).every((key) => key.startsWith('odd/prefix/'))).toBe(true);
  });

  test('512 KiB are held, one byte more is refused before it is sent', async () => {
    const store = await consul.open('');
    await store.set('large', 'x'.repeat(512 * 1024));
    expect(await store.get('large')).toHaveLength(512 * 1024);
    await expect(store.set('large', 'x'.repeat(512 * 1024 + 1))).rejects.toMatchObject({
      code: 'VALUE_NOT_HELD',
      where: { key: 'large' },
    });
    await expect(store.set('"a>b"', 'x')).rejects.toMatchObject({ code: 'KEY_SHAPE' });
    await expect(store.set('k', '\ud800')).rejects.toMatchObject({ code: 'VALUE_NOT_HELD' });
  });

  test('a value that is no text is an error that names its key, and only when it is read', async () => {
    await consul.kv.http.send({
      method: 'PUT',
      path: 'kv/b/binary',
      body: Buffer.from([0xff]),
      repeatable: true,
      where: {},
    });
    const store = await consul.open('b');
    expect(await store.keys()).toEqual(['binary']);
    await expect(store.get('binary')).rejects.toMatchObject({
      code: 'CONSUL_NOT_TEXT',
      where: { key: 'b/binary' },
    });
  });

  test('of 20 stores that count at once, no step is lost', async () => {
    await put({ 'c/count': '0' });
    const stores = await Promise.all(Array.from({ length: 20 }, () => consul.open('c')));
    await Promise.all(
      stores.map((store) =>
        store.update(async (within) => within.set('count', Number(await within.get('count')) + 1)),
      ),
    );
    expect(await stores[0]?.get('count')).toBe('20');
  });

  test('an update whose key another changed meanwhile is done again on the new value', async () => {
    await put({ 'u/k': 'old' });
    const store = await consul.open('u');
    const read: unknown[] = [];
    await store.update(async (within) => {
      read.push(await within.get('k'));
      if (read.length === 1) await put({ 'u/k': 'theirs' });
      await within.set('k', `${String(read.at(-1))}+`);
    });
    expect(read).toEqual(['old', 'theirs']);
    expect(await store.get('k')).toBe('theirs+');
  });

  test('an update that sets a key only where there was none does not overwrite one that came meanwhile', async () => {
    const store = await consul.open('u');
    let rounds = 0;
    await store.update(async (within) => {
      rounds += 1;
      await within.setAll([{ path: ['k'], value: 'ours' }], { onlyAbsent: true });
      if (rounds === 1) await put({ 'u/k': 'theirs' });
    });
    expect([rounds, await store.get('k')]).toEqual([2, 'theirs']);
  });

  test('within an update its own changes are seen, nothing is written before its end, and nothing at all when it fails', async () => {
    await put({ 'u/a': '1', 'u/gone': 'x' });
    const store = await consul.open('u');
    await store.update(async (within) => {
      await within.set('b', '2');
      await within.delete('gone');
      expect([await within.get('b'), await within.get('gone'), await within.keys()]).toEqual([
        '2',
        null,
        ['a', 'b'],
      ]);
      expect(await keysOf()).toEqual(['u/a', 'u/gone']);
      await within.update(async (inner) => inner.set('c', '3'));
    });
    expect(await store.keys()).toEqual(['a', 'b', 'c']);
    const failing = store.update(async (within) => {
      await within.set('d', '4');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store.keys()).toEqual(['a', 'b', 'c']);
  });

  test('a lock has one owner at a time, shows nowhere among the keys, and names its holder', async () => {
    const [one, two] = [await consul.open('l'), await consul.open('l')];
    const lock = await one.lock('stage', 'ssc-1');
    expect([
      await two.testLock('stage', 'ssc-2'),
      await two.testLock('stage', 'ssc-1'),
      await two.keys(),
      await two.data(),
    ]).toEqual([false, true, [], new Map()]);
    await expect(two.lock('stage', 'ssc-2')).rejects.toMatchObject({
      code: 'CONFSTORE_LOCKED',
      message: expect.stringContaining(`ssc-1 (process ${process.pid}`) as string,
    });
    expect(await two.unlock('stage', 'ssc-2')).toBe(false);
    const waiting = two.lock('stage', 'ssc-2', { waitMs: 20_000 });
    await sleep(100);
    await lock.release();
    await (await waiting).release();
    expect(await keysOf()).toEqual([]);
    await one.lock('stage', 'ssc-1');
    expect(await two.unlock('stage', 'ssc-2', { force: true })).toBe(true);
    expect(await two.testLock('stage', 'ssc-2')).toBe(true);
  });

  test('a lock of a duration ends with it, and a detached one is freed by another process with the same owner', async () => {
    const [one, two] = [await consul.open('l'), await consul.open('l')];
    await one.lock('short', 'a', { durationMs: 300 });
    const started = performance.now();
    await (await two.lock('short', 'b', { waitMs: 10_000 })).release();
    expect(performance.now() - started).toBeGreaterThan(100);
    await one.lock('detached', 'a', { durationMs: 60_000, detached: true });
    await expect(two.lock('detached', 'b')).rejects.toMatchObject({ code: 'CONFSTORE_LOCKED' });
    expect(await two.unlock('detached', 'a')).toBe(true);
  });

  test('watch tells of each change of its key and of nothing else, and ends with its signal', async () => {
    const [watcher, changer] = [await consul.open('w'), await consul.open('w')];
    const seen: unknown[] = [];
    const ended = new AbortController();
    const watching = watcher.watch('k', (value) => seen.push(value), ended.signal);
    const change = async (work: () => Promise<unknown>): Promise<void> => {
      await sleep(100);
      await work();
    };
    await change(() => changer.set('k', '1'));
    await change(() => changer.set('kk', 'other'));
    await change(() => changer.set('k', '2'));
    await change(() => changer.delete('k'));
    await change(() => changer.set('k>below', '3'));
    await sleep(200);
    ended.abort();
    await watching;
    expect(seen).toEqual(['1', '2', null, new Map([['below', '3']])]);
  });
});
