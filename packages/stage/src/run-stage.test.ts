import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defineStage } from './define-stage.js';
import { runStageInProcess } from './testing.js';

const folderStage = defineStage({
  name: 'make_folder',
  summary: 'Makes a folder',
  description: 'Makes the state folder.',
  changes: true,
  options: { mode: { flag: '--mode', value: 'MODE', default: '755', description: 'its mode' } },
  examples: [{ args: ['--mode', '700'], does: 'make a private one' }],
  steps: ({ places, options }) => [
    {
      id: 'folder',
      title: 'The state folder exists',
      check: async () => ((await stat(places.stateDir).catch(() => undefined))?.isDirectory() === true ? { ok: true } : { ok: false, reason: `there is no folder ${places.stateDir}`, diff: `+ ${places.stateDir}` }),
      apply: async () => {
        await mkdir(places.stateDir, { recursive: true, mode: parseInt(options.mode, 8) });
      },
    },
  ],
});

async function emptyRoot(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'hare-stage-'));
  onTestFinished(() => rm(root, { recursive: true }));
  return root;
}

test('a stage changes what is missing, and nothing the second time', async () => {
  const root = await emptyRoot();
  const first = await runStageInProcess(folderStage, { argv: ['--root', root] });
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.report).toMatchObject({ schema: 'hare.stage-report/1', outcome: 'changed', counts: { changed: 1 } });
  expect(first.stdout).toMatch(/^changed {7}The state folder exists {2}0\.\d s\n {14}\+ .*\nok=0 changed=1 skipped=0 failed=0 in 0\.\d s\n$/);
  const second = await runStageInProcess(folderStage, { argv: ['--root', root] });
  expect(second.report).toMatchObject({ outcome: 'unchanged', counts: { ok: 1, changed: 0 } });
});

test('a dry run says what would change, changes nothing and exits 0', async () => {
  const root = await emptyRoot();
  const { exitCode, report } = await runStageInProcess(folderStage, { argv: ['--root', root, '--dry-run'] });
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({ outcome: 'would-change', dryRun: true, steps: [{ outcome: 'would-change', diff: `+ ${root}/var/lib/hare/setup` }] });
  await expect(stat(path.join(root, 'var'))).rejects.toThrow('ENOENT');
});
