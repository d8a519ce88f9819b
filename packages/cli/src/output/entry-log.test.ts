import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openEntryLog, type EntryLog } from './entry-log.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-log-'));
  return () => rm(folder, { recursive: true });
});

interface Kept {
  readonly log: EntryLog;
  readonly problems: readonly string[];
  readonly text: () => Promise<string>;
}

function entryLog(dryRun = false): Kept {
  const file = path.join(folder, 'logs/setup.log');
  const lost: string[] = [];
  const log = openEntryLog({
    file,
    folder: path.dirname(file),
    maxBytes: 100_000,
    files: 2,
    writer: 'config',
    dryRun,
    now: () => new Date('2026-05-01T12:00:00Z'),
    onProblem: (text) => void lost.push(text),
  });
  return { log, problems: lost, text: () => readFile(file, 'utf8') };
}

test('a line has time, writer, pid and level; further lines are indented', async () => {
  const { log, text } = entryLog();
  log.append('warn', 'slow');
  log.append('debug', '$ hctl status\n  stdout: a\n  stdout: b');
  const head = `2026-05-01T12:00:00.000Z config[${process.pid}]`;
  expect(await text()).toBe(
    `${head} WARN  slow\n${head} DEBUG $ hctl status\n      stdout: a\n      stdout: b\n`,
  );
  expect(log.file()).toBe(path.join(folder, 'logs/setup.log'));
});

test('of an entry that is longer than the log may be, beginning and end are kept', async () => {
  const { log, text } = entryLog();
  log.append('debug', `begin${'x'.repeat(1_000_000)}end`);
  const kept = await text();
  expect(kept.length).toBeLessThan(30_000);
  expect(kept).toMatch(/DEBUG begin[^]*characters omitted[^]*end\n$/);
});

test('a dry run makes no log folder, and uses one that is there', async () => {
  const first = entryLog(true);
  first.log.append('info', 'x');
  expect(first.log.file()).toBeUndefined();
  expect(existsSync(path.join(folder, 'logs'))).toBe(false);
  await mkdir(path.join(folder, 'logs'));
  const second = entryLog(true);
  second.log.append('info', 'x');
  expect(await second.text()).toContain('x');
});

test('a log that cannot be written is a warning, and the report names none', async () => {
  await writeFile(path.join(folder, 'logs'), '');
  const { log, problems } = entryLog();
  log.append('info', 'x');
  expect(problems).toEqual([expect.stringMatching(/^cannot write the log .*setup\.log: /)]);
  expect(log.file()).toBeUndefined();
});
