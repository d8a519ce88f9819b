import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runStageInProcess } from '@hare/stage/testing';
import { expect, onTestFinished, test } from 'vitest';
import { backup } from './stage.js';

test('backup changes what is missing, and nothing the second time', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'hare-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const first = await runStageInProcess(backup, { argv: ['--root', root] });
  expect(first.report.outcome).toBe('changed');
  expect((await stat(path.join(root, 'var/lib/hare/setup'))).isDirectory()).toBe(true);
  const second = await runStageInProcess(backup, { argv: ['--root', root] });
  expect(second.report.outcome).toBe('unchanged');
});
