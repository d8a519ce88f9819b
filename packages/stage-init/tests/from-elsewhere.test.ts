import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { initMachine } from './init-machine.js';

test('a description from a backup of somebody else is not formatted by until config has run', async () => {
  const machine = initMachine();
  const mark = path.join(machine.stateDir, 'restored.json');
  mkdirSync(machine.stateDir, { recursive: true });
  writeFileSync(mark, '');
  const refused = await machine.init();
  expect(refused.exitCode, refused.stdout).toBe(1);
  expect(refused.report.steps.find(({ id }) => id === 'configuration-ours')).toMatchObject({
    outcome: 'failed',
    code: 'MKFS_FROM_BACKUP',
  });
  expect(machine.simulation.cluster()).toBeUndefined();
  expect(existsSync(path.join(machine.stateDir, 'mkfs.json'))).toBe(false);
  rmSync(mark);
  const formatted = await machine.init();
  expect(formatted.exitCode, formatted.stdout).toBe(0);
  // What is formatted already may be started, wherever its description came from.
  writeFileSync(mark, '');
  expect(await machine.init()).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
});
