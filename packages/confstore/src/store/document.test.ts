import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openConfStore } from '../open-conf-store.js';

test.each(['', '\ufeff'])(
  'the digest of a store is that of its file as it was read or saved, whatever others write (file begins with %j)',
  async (mark) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'confstore-digest-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'a.json');
    writeFileSync(file, `${mark}{"ä": 1}`);
    const digestOfFile = (): string =>
      createHash('sha256').update(readFileSync(file)).digest('hex');
    const read = digestOfFile();
    const store = await openConfStore(`json://${file}`);
    await store.set('b', 2);
    expect(await store.fileDigest?.()).toBe(read);
    await store.save();
    const saved = digestOfFile();
    expect(saved).not.toBe(read);
    writeFileSync(file, '{}');
    expect(await store.fileDigest?.()).toBe(saved);
  },
);

test('a store without a file has no digest', async () => {
  const memory = await openConfStore('dict:{"a": 1}');
  expect(await memory.fileDigest?.()).toBeUndefined();
  const missing = await openConfStore('json:///nowhere/a.json', { create: true });
  expect(await missing.fileDigest?.()).toBeUndefined();
});
