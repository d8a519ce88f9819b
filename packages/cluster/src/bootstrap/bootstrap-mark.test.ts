import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readBootstrapMark, removeBootstrapMark, writeBootstrapMark } from './bootstrap-mark.js';

const now = new Date('2021-02-01T12:00:00Z');
const minute = 60_000;
let stateDir = '';
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'hare-mark-'));
  onTestFinished(() => rm(stateDir, { recursive: true }));
});

test('a mark of this boot says whose cluster runs, for its time', async () => {
  await writeBootstrapMark({ stateDir }, 'init', now);
  expect(
    await readBootstrapMark({ stateDir }, new Date(now.getTime() + 10 * minute), 20 * minute),
  ).toMatchObject({ mark: { stage: 'init' }, stale: false });
  expect(
    await readBootstrapMark({ stateDir }, new Date(now.getTime() + 21 * minute), 20 * minute),
  ).toEqual({ stale: true });
});

test('a mark of another boot, or a damaged one, says nothing: what runs may be in use', async () => {
  const file = path.join(stateDir, 'bootstrap.json');
  await writeBootstrapMark({ stateDir }, 'init', now);
  await writeFile(file, (await readFile(file, 'utf8')).replace(/"bootId": "./, '"bootId": "x'));
  expect(await readBootstrapMark({ stateDir }, now, minute)).toEqual({ stale: true });
  await writeFile(file, '{');
  expect(await readBootstrapMark({ stateDir }, now, minute)).toEqual({ stale: true });
});

test('a mark that was removed, or never made, is none', async () => {
  expect(await readBootstrapMark({ stateDir }, now, minute)).toEqual({ stale: false });
  await writeBootstrapMark({ stateDir }, 'init', now);
  await removeBootstrapMark({ stateDir });
  await removeBootstrapMark({ stateDir });
  expect(await readBootstrapMark({ stateDir }, now, minute)).toEqual({ stale: false });
});
