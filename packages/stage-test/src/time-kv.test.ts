import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConfStore, type MapStore } from '@hare/confstore';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { timeKv, type TimeKvOptions } from './time-kv.js';

let file = '';
let store: MapStore;
const before = '{\n  "kept": "as it is"\n}\n';
const options: TimeKvOptions = {
  operations: 20,
  concurrency: 1,
  valueBytes: 10,
  oneWriter: true,
  key: (index) => `hare_setup/test/1/${index}`,
  checkInterrupted: () => undefined,
};

beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hare-kv-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = path.join(folder, 'kv.json');
  await writeFile(file, before);
  store = await openConfStore(`json://${file}`, { maps: true });
  onTestFinished(() => store.close());
});

test.each([1, 4])(
  'reads and writes are timed, %i at once, and nothing stays',
  async (concurrency) => {
    const times = await timeKv(store, { ...options, concurrency });
    expect(times.writes.maxMs).toBeGreaterThan(0);
    expect(times.readsPerSecond).toBeGreaterThan(0);
    expect(await readFile(file, 'utf8')).toBe(before);
  },
);

test('nothing stays after an interruption either', async () => {
  let calls = 0;
  const checkInterrupted = (): void => {
    if (++calls > 5) throw new Error('interrupted');
  };
  await expect(timeKv(store, { ...options, checkInterrupted })).rejects.toThrow('interrupted');
  expect(await readFile(file, 'utf8')).toBe(before);
});
