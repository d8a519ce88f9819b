import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StageContext } from '@hare/stage';
import { expect, onTestFinished, test } from 'vitest';
import { confStore, confStoreIfAny } from './conf-store.js';

/** A context of this ConfStore; `learned`: what the masker was taught. */
function contextOf(
  configUrl: string | undefined,
  learned: unknown[] = [],
): Pick<StageContext, 'configUrl' | 'openOnce' | 'log'> {
  const known = {
    configUrl,
    masker: { learnFrom: (data: unknown) => learned.push(data) },
    openOnce: (open: (context: StageContext) => Promise<unknown>) =>
      open(known as unknown as StageContext),
    log: { debug: () => undefined },
  };
  return known as unknown as StageContext;
}

test('without any URL, the ConfStore is an error that names the command to run', async () => {
  await expect(confStore(contextOf(undefined))).rejects.toMatchObject({
    code: 'CONFIG_URL_MISSING',
    hint: 'run config first: hare_setup config --config URL',
  });
  expect(await confStoreIfAny(contextOf(undefined))).toBeUndefined();
});

test('the masker learns what is in the ConfStore before anybody reads it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hare-conf-store-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, 'a.json'), '{"cluster": {"id": "c1"}}');
  const learned: unknown[] = [];
  const store = await confStore(contextOf(`json://${folder}/a.json`, learned));
  expect(learned).toEqual([new Map([['cluster', new Map([['id', 'c1']])]])]);
  expect(await store.get('cluster>id')).toBe('c1');
  await store.close();
});
