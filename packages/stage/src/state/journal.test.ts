import {
  appendFile,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { appendJournal, journalFile, readJournal, type JournalEntry } from './journal.js';

let stateDir = '';
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'hare-journal-'));
  return () => rm(stateDir, { recursive: true });
});

const entry = (run: string): JournalEntry => ({
  version: 1,
  run,
  event: 'ended',
  stage: 'init',
  time: '2026-05-01T12:00:00.000Z',
  host: 'h',
  pid: 1,
  durationMs: 5,
  outcome: 'changed',
  exitCode: 0,
  changed: ['bootstrap'],
});
const runs = async (): Promise<readonly string[]> =>
  (await readJournal({ stateDir })).map(({ run }) => run);

test('records are read in the order in which they were written', async () => {
  expect(await readJournal({ stateDir })).toEqual([]);
  for (const run of ['a', 'b', 'c']) await appendJournal({ stateDir }, entry(run));
  expect(await readJournal({ stateDir })).toEqual(['a', 'b', 'c'].map(entry));
});

test('a line that a crash cut short is skipped, and does not take the next one with it', async () => {
  await appendJournal({ stateDir }, entry('a'));
  await appendFile(journalFile({ stateDir }), JSON.stringify(entry('torn')).slice(0, 40));
  await appendJournal({ stateDir }, entry('b'));
  expect(await runs()).toEqual(['a', 'b']);
});

test('lines that are something else are skipped', async () => {
  await writeFile(journalFile({ stateDir }), 'null\n[]\n7\n{"version":2,"stage":"x","run":"y"}\n');
  await appendJournal({ stateDir }, entry('a'));
  expect(await runs()).toEqual(['a']);
});

test('it is bounded: the older half goes, the newest records stay', async () => {
  const limit = 4000;
  for (let run = 0; run < 100; run++) await appendJournal({ stateDir }, entry(String(run)), limit);
  const kept = await runs();
  expect(kept.at(-1)).toBe('99');
  expect(kept).toEqual(
    Array.from({ length: kept.length }, (_, index) => String(100 - kept.length + index)),
  );
  expect(kept.length).toBeGreaterThan(10);
  const sizes = await Promise.all(
    (await readdir(stateDir)).map(async (name) => (await stat(path.join(stateDir, name))).size),
  );
  expect(Math.max(...sizes)).toBeLessThan(limit + 500);
  expect((await readdir(stateDir)).sort()).toEqual(['journal.1.jsonl', 'journal.jsonl']);
});

test('many writers at once lose nothing, also while it is rotated', async () => {
  const limit = 10_000;
  await Promise.all(
    Array.from({ length: 60 }, (_, run) => appendJournal({ stateDir }, entry(String(run)), limit)),
  );
  expect([...(await runs())].sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 60 }, (_, run) => String(run)),
  );
});

test('a link in its place is not followed', async () => {
  const target = path.join(stateDir, 'target');
  await writeFile(target, '');
  await symlink(target, journalFile({ stateDir }));
  await expect(appendJournal({ stateDir }, entry('a'))).rejects.toThrow('ELOOP');
  expect(await readFile(target, 'utf8')).toBe('');
});
