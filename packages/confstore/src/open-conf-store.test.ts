import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import type { ConfMap, PlainValue } from './conf-store.js';
import { openConfStore } from './open-conf-store.js';

async function fileWith(text: string, name = 'a.json'): Promise<string> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'confstore-')), name);
  await writeFile(file, text);
  return file;
}

test('get reads scalars, maps and lists of a json file', async () => {
  const store = await openConfStore(
    `json://${await fileWith('{"a": {"b": [1, "x"]}, "n": null}')}`,
  );
  expect(await store.get('a>b[1]')).toBe('x');
  expect(await store.get('a')).toEqual({ b: [1, 'x'] });
  expect(await store.get('n', 'fallback')).toBe('fallback');
  expect(await store.get('a>b[7]>c')).toBe(null);
});

test('what is read is plain data, whatever its keys are called', async () => {
  const text =
    '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"x": 1}}, "toString": "t", "10": "b", "a": []}';
  const store = await openConfStore(`dict:${text}`);
  const data = await store.data();
  expect(JSON.stringify(data)).toBe(JSON.stringify(JSON.parse(text)));
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
  expect(JSON.stringify(await store.get('__proto__'))).toBe('{"polluted":1}');
  expect(await store.get('hasOwnProperty')).toBeNull();
  expect(await store.search('', 'polluted')).toEqual(['__proto__>polluted']);
  const found = await store.getAll(['__proto__>polluted', 'toString', 'valueOf', 'a']);
  expect(found).toEqual({ '__proto__>polluted': 1, toString: 't', a: [] });
  const leaves = [...(await store.leaves())];
  expect(leaves.find(({ path }) => path[0] === 'a')).toEqual({ path: ['a'], value: [] });
  await store.set('copy', data);
  expect(JSON.stringify(await store.get('copy'))).toBe(JSON.stringify(data));
});

test('what was read is a copy, and so is what was set', async () => {
  const store = await openConfStore('dict:{"a": {"b": [1]}}');
  const read = await store.get<{ b: number[] }>('a');
  read?.b.push(2);
  const given = { list: [1] };
  await store.set('c', given);
  given.list.push(2);
  expect(await store.data()).toEqual({ a: { b: [1] }, c: { list: [1] } });
});

test('with maps, names that look like integers keep their place', async () => {
  const text = 'dict:{"b": {"x": 1}, "10": 1, "9": 2}';
  const store = await openConfStore(text, { maps: true });
  expect([...((await store.data()) as ConfMap).keys()]).toEqual(['b', '10', '9']);
  expect(await store.get('b')).toEqual(new Map([['x', 1]]));
  const differences = await store.compare(await openConfStore('dict:{"b": {}, "10": 1, "9": 2}'));
  expect(differences).toEqual({ new: ['b'], deleted: ['b>x'], updated: [] });
});

test('the default of a get tells its type', async () => {
  const store = await openConfStore({ port: 80, list: ['a'] });
  expectTypeOf(store.get('port', 8080)).resolves.toEqualTypeOf<number>();
  expectTypeOf(store.get('port')).resolves.toEqualTypeOf<PlainValue>();
  expectTypeOf(store.get<string[]>('list')).resolves.toEqualTypeOf<string[] | null>();
  expectTypeOf(store.get<number>('port', null)).resolves.toEqualTypeOf<number | null>();
  const list: readonly string[] = await store.get('list', [] as readonly string[]);
  expect([(await store.get('port', 1)) + 1, await store.get('none', 'd'), list]).toEqual([
    81,
    'd',
    ['a'],
  ]);
});

test('a plain path opens by its ending, an object or a Map as a document in memory', async () => {
  const file = await fileWith('a:\n  b: 1\n', 'app.yml');
  expect(await (await openConfStore(file)).data()).toEqual({ a: { b: 1 } });
  const memory = await openConfStore({ a: { big: 2n ** 64n } });
  await memory.update(async (fresh) => fresh.set('a>c', new Map([['d', true]])));
  expect([await memory.save(), await memory.data()]).toEqual([
    false,
    { a: { big: 2n ** 64n, c: { d: true } } },
  ]);
  expect(await (await openConfStore(new Map([['x', 1]]))).data()).toEqual({ x: 1 });
  for (const wrong of [[() => 1], { a: undefined }, { a: Number.NaN }])
    await expect(openConfStore(wrong)).rejects.toMatchObject({
      code: expect.any(String) as string,
    });
  await expect(openConfStore('app.conf')).rejects.toMatchObject({ code: 'CONFSTORE_URL' });
});

test.each([undefined, () => 1, Symbol('s'), new Set([1]), { a: undefined }, Number.NaN])(
  'set refuses what no document holds',
  async (value) => {
    const store = await openConfStore({ a: 1 });
    await expect(store.set('a', value)).rejects.toMatchObject({ code: 'VALUE_NOT_HELD' });
    expect(await store.get('a')).toBe(1);
  },
);

test('a save changes only what was set', async () => {
  const file = await fileWith('{\n  // ports\n  "http": 80, // plain\n  "tls": {"on": true}\n}\n');
  const store = await openConfStore(`json://${file}`);
  await store.set('http', 8080);
  await store.set('tls>port', 443);
  await store.set('names[1]', 'b');
  expect(await store.save()).toBe(true);
  expect(await store.save()).toBe(false);
  expect(await readFile(file, 'utf8')).toMatchInlineSnapshot(`
    "{
      // ports
      "http": 8080, // plain
      "tls": {"on": true, "port": 443},
      "names": [
        "",
        "b"
      ]
    }
    "
  `);
});

test('a missing file is an error, and is made by a save of a store opened with create', async () => {
  const file = path.join(path.dirname(await fileWith('')), 'deep', 'new.json');
  await expect(openConfStore(`json://${file}`)).rejects.toMatchObject({
    code: 'CONFSTORE_FILE_MISSING',
  });
  const store = await openConfStore(`json://${file}`, { create: true });
  await store.set('a>b', 1);
  await store.save();
  expect(await readFile(file, 'utf8')).toBe('{\n  "a": {\n    "b": 1\n  }\n}\n');
});

test('a file that others changed since it was read is not overwritten', async () => {
  const file = await fileWith('{"a": 1}');
  const store = await openConfStore(`json://${file}`);
  await writeFile(file, '{"a": 2}');
  await store.set('a', 3);
  await expect(store.save()).rejects.toMatchObject({ code: 'CONFSTORE_CHANGED' });
  expect(await readFile(file, 'utf8')).toBe('{"a": 2}');
});

test('update reads anew, and saves under the lock', async () => {
  const file = await fileWith('{"n": 0}');
  const stores = await Promise.all(
    Array.from({ length: 8 }, () => openConfStore(`json://${file}`)),
  );
  await Promise.all(
    stores.map((store) =>
      store.update(async (fresh) => fresh.set('n', Number(await fresh.get('n')) + 1)),
    ),
  );
  expect(await readFile(file, 'utf8')).toBe('{"n": 8}');
});

test.each(['json', 'yaml', 'toml'])(
  'what is copied to an empty %s file is not tied to the store that it comes from',
  async (scheme) => {
    const source = await openConfStore('dict:{"a": {"b": [1, {"c": "x"}]}, "d": 1}');
    const file = path.join(path.dirname(await fileWith('')), `new.${scheme}`);
    const target = await openConfStore(`${scheme}:${file}`, { create: true });
    await source.copy(target);
    await target.set('a>b[1]>c', 'target');
    await source.set('a>b[0]', 2);
    await source.set('d', 2);
    expect(await target.save()).toBe(true);
    expect(await target.data()).toEqual({ a: { b: [1, { c: 'target' }] }, d: 1 });
    expect([...(await (await openConfStore(`${scheme}:${file}`)).keys())].sort()).toEqual([
      'a>b[0]',
      'a>b[1]>c',
      'd',
    ]);
    expect(await source.get('a')).toEqual({ b: [2, { c: 'x' }] });
  },
);

test('a copy to an empty store that cannot hold a value of it changes nothing', async () => {
  const file = path.join(path.dirname(await fileWith('')), 'new.toml');
  const target = await openConfStore(`toml:${file}`, { create: true });
  await expect(
    (await openConfStore('dict:{"a": 1, "b": {"c": null}}')).copy(target),
  ).rejects.toMatchObject({ code: 'VALUE_NOT_HELD' });
  expect(await target.keys()).toEqual([]);
  expect(await target.save()).toBe(false);
});
