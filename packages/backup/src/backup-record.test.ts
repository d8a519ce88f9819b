import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readBackupRecord, recordBackup } from './backup-record.js';

let stateDir: string;
beforeEach(() => {
  const base = mkdtempSync(path.join(tmpdir(), 'record-'));
  stateDir = path.join(base, 'setup');
  onTestFinished(() => rmSync(base, { recursive: true }));
});

test('the newest seal comes first, and each is kept once', async () => {
  expect(await readBackupRecord({ stateDir })).toBeUndefined();
  for (const seal of ['a', 'b', 'a']) await recordBackup({ stateDir }, '/x', seal.repeat(64));
  expect(await readBackupRecord({ stateDir })).toEqual({
    target: '/x',
    made: ['a'.repeat(64), 'b'.repeat(64)],
  });
});

test('a pipe in its place is not waited for', async () => {
  mkdirSync(stateDir);
  execFileSync('mkfifo', [path.join(stateDir, 'backup.json')]);
  await expect(readBackupRecord({ stateDir })).rejects.toMatchObject({
    code: 'STATE_FILE_UNREADABLE',
  });
});

test.runIf(process.geteuid?.() === 0)(
  'as root it is believed only when nobody else can have written it',
  async () => {
    await recordBackup({ stateDir }, '/x', 'a'.repeat(64));
    chmodSync(path.join(stateDir, 'backup.json'), 0o666);
    await expect(readBackupRecord({ stateDir })).rejects.toMatchObject({
      code: 'STATE_NOT_TRUSTED',
    });
  },
);
