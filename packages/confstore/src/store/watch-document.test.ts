import { mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { PlainValue } from '../conf-store.js';
import { openConfStore } from '../open-conf-store.js';

test.each(['json', 'properties'])(
  'watch of a %s file reports each new value of the key, and nothing else',
  async (scheme) => {
    const write = (a: number, b: number): string =>
      scheme === 'json' ? `{"a": "${a}", "b": "${b}"}` : `a = ${a}\nb = ${b}\n`;
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'confstore-watch-')), `a.${scheme}`);
    await writeFile(file, write(1, 1));
    const store = await openConfStore(`${scheme}://${file}`);
    const seen: PlainValue[] = [];
    const stop = new AbortController();
    const watching = store.watch('a', (value) => seen.push(value), stop.signal);
    await writeFile(file, write(1, 2)); // another key
    await writeFile(`${file}.new`, write(2, 2));
    await rename(`${file}.new`, file); // replaced, as a save does it
    await expect.poll(() => seen).toEqual(['2']);
    // A write in progress; half a properties file is a file without the key.
    if (scheme === 'json') await writeFile(file, '{"a": ');
    await writeFile(file, write(3, 2));
    await expect.poll(() => seen).toEqual(['2', '3']);
    stop.abort();
    await watching;
  },
);

test('a document in memory cannot be watched', async () => {
  const store = await openConfStore('dict:{"a":1}');
  await expect(
    store.watch('a', () => undefined, new AbortController().signal),
  ).rejects.toMatchObject({ code: 'CONFSTORE_NO_WATCH' });
});
