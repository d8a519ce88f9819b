import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConfStore } from '../open-conf-store.js';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'encodings-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true });
});

test.each([
  ['json', '{"a":1}', '{"a":2}'],
  ['jsonc', '{"a":1,}', '{"a":2,}'],
  ['yaml', 'a: 1\r\n', 'a: 2\r\n'],
  ['toml', 'a = 1\n', 'a = 2\n'],
  ['properties', 'a=1\n', 'a=2\n'],
])('a byte order mark before %s stays where it is', async (scheme, text, expected) => {
  const file = path.join(dir, `bom.${scheme}`);
  await writeFile(file, `\ufeff${text}`);
  const store = await openConfStore(`${scheme}:${file}`);
  expect(JSON.stringify(await store.get('a'))).toMatch(/1/);
  expect(store.where('a')).toMatchObject({ line: 1 });
  await store.update((fresh) => fresh.set('a', 2));
  expect(await readFile(file, 'utf8')).toBe(`\ufeff${expected}`);
  await store.update((fresh) => fresh.set('a', 1));
  expect(await readFile(file, 'utf8')).toBe(`\ufeff${text}`);
});

test('an edit of ISO-8859-1 that would be read as UTF-8 then is refused', async () => {
  const file = path.join(dir, 'latin1.properties');
  const bytes = Buffer.from('\u00c3\u00bc=1\nk=\u00d5\nl=\u00e9\n', 'latin1');
  await writeFile(file, bytes);
  const store = await openConfStore(file);
  await store.set('k', 'v');
  await store.save();
  await store.set('l', 'w');
  await expect(store.save()).rejects.toMatchObject({ code: 'EDIT_NOT_SAFE' });
  expect(await (await openConfStore(file)).get('\u00c3\u00bc')).toBe('1');
  expect(await readFile(file, 'latin1')).toBe('\u00c3\u00bc=1\nk=v\nl=\u00e9\n');
});
