import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readStageConfig, withoutPassword, writeStageConfig } from './stage-config.js';

let stateDir = '';
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'hare-state-'));
  return () => rm(stateDir, { recursive: true });
});

const recorded = {
  url: 'json:///a.json',
  cdf: '/var/lib/hare/cluster.yaml',
  kv: undefined,
  digest: 'd',
};

test('what config records is what later stages read', async () => {
  expect(await readStageConfig({ stateDir })).toBeUndefined();
  await writeStageConfig({ stateDir }, recorded);
  expect(await readStageConfig({ stateDir })).toEqual(recorded);
  await writeStageConfig({ stateDir }, { ...recorded, kv: 'consul://h/' });
  expect(await readStageConfig({ stateDir })).toEqual({ ...recorded, kv: 'consul://h/' });
  await writeStageConfig(
    { stateDir },
    { ...recorded, node: { name: 'srvnode-1', machineId: 'a1' } },
  );
  expect(await readStageConfig({ stateDir })).toEqual({
    ...recorded,
    node: { name: 'srvnode-1', machineId: 'a1' },
  });
});

test('passwords of URLs are not written down', async () => {
  await writeStageConfig(
    { stateDir },
    { ...recorded, url: 'consul://me:s3cr3t@h/x', kv: 'consul://:s3@cr3t@h/' },
  );
  expect(await readFile(path.join(stateDir, 'config.json'), 'utf8')).not.toMatch(/s3|cr3t/);
  expect(await readStageConfig({ stateDir })).toMatchObject({
    url: 'consul://me@h/x',
    kv: 'consul://@h/',
  });
});

test.each([
  ['json:///a:b@c', 'json:///a:b@c'],
  ['consul://h:8500/x', 'consul://h:8500/x'],
  ['https://u:p@h:1/x?y@z', 'https://u@h:1/x?y@z'],
])('%s without its password is %s', (url, bare) => {
  expect(withoutPassword(url)).toBe(bare);
});

test('a damaged file is an error that says how to write it again', async () => {
  await writeFile(path.join(stateDir, 'config.json'), '{"version": 1}');
  await expect(readStageConfig({ stateDir })).rejects.toMatchObject({
    code: 'STATE_FILE_BROKEN',
    hint: expect.stringContaining('hare_setup config --config URL') as string,
  });
});
