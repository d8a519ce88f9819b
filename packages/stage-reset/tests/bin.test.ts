import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import { expect, onTestFinished, test } from 'vitest';

test('the bin removes logs, says so in one JSON object, and exits 0', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  const logs = path.join(sandbox.root, 'var/log/seagate/hare');
  await mkdir(logs, { recursive: true });
  await writeFile(path.join(logs, 'hax.log'), 'text\n');
  const { status, stdout } = spawnSync(
    process.execPath,
    ['dist/bin.cjs', '--root', sandbox.root, '--kv', `json://${sandbox.folder}/kv.json`, '--json'],
    { encoding: 'utf8', env: { ...process.env, ...sandbox.env } },
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    stage: 'reset',
    outcome: 'changed',
    counts: { changed: 1, failed: 0 },
  });
  expect(await readdir(logs)).toEqual(['setup.log']);
});
