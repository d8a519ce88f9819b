import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
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
  expect(await store.get('a')).toEqual(new Map([['b', [1, 'x']]]));
  expect(await store.get('n', 'fallback')).toBe('fallback');
  expect(await store.get('a>b[7]>c')).toBe(null);
});

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
    expect(await target.data()).toEqual(
      new Map<string, unknown>([
        ['a', new Map([['b', [1, new Map([['c', 'target']])]]])],
        ['d', 1],
      ]),
    );
    expect([...(await (await openConfStore(`${scheme}:${file}`)).keys())].sort()).toEqual([
      'a>b[0]',
      'a>b[1]>c',
      'd',
    ]);
    expect(await source.get('a')).toEqual(new Map([['b', [2, new Map([['c', 'x']])]]]));
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
