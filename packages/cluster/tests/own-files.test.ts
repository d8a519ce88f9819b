import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readBootstrapMark, writeBootstrapMark } from '../src/bootstrap/bootstrap-mark.js';
import { readSeenDevices } from '@hare/devices';
import {
  appendJournal,
  readJournal,
  type JournalEntry,
  readStageConfig,
  writeStageConfig,
} from '@hare/stage';
import { mkfsFile, readMkfsRecord, writeMkfsStarted } from '../src/mkfs/mkfs-record.js';

let stateDir: string;
beforeEach(() => {
  const base = mkdtempSync(path.join(tmpdir(), 'state-'));
  stateDir = path.join(base, 'hare/setup');
  onTestFinished(() => rmSync(base, { recursive: true }));
});

const entry: JournalEntry = {
  version: 1,
  run: 'r',
  event: 'started',
  stage: 'config',
  time: '2026-01-01T00:00:00Z',
  host: 'h',
  pid: 1,
};
const readers: readonly (readonly [string, string, () => Promise<unknown>])[] = [
  [
    'config.json',
    '{"version":1,"url":"json:///a","cdf":"/etc/passwd","digest":"d"}',
    () => readStageConfig({ stateDir }),
  ],
  [
    'mkfs.json',
    '{"version":1,"clusterId":"c","cdfDigest":"d","state":"done","time":"t","host":"h"}',
    () => readMkfsRecord({ stateDir }),
  ],
  ['facts.json', '{"version":1}', () => readSeenDevices({ stateDir })],
  ['bootstrap.json', '{}', () => readBootstrapMark({ stateDir }, new Date(), 1)],
  ['journal.jsonl', JSON.stringify(entry), () => readJournal({ stateDir })],
];

test.runIf(process.geteuid?.() === 0).each(readers)(
  'as root %s is believed only when nobody else can have written it',
  async (name, text, read) => {
    mkdirSync(stateDir, { recursive: true });
    const file = path.join(stateDir, name);
    writeFileSync(file, text);
    await expect(read()).resolves.not.toThrow();
    const untrusted = { code: 'STATE_NOT_TRUSTED', where: { file } };
    chmodSync(file, 0o666);
    await expect(read()).rejects.toMatchObject({ ...untrusted, hint: `chmod go-w ${file}` });
    chmodSync(file, 0o644);
    chownSync(file, 12345, 0);
    await expect(read()).rejects.toMatchObject({ ...untrusted, hint: `chown root ${file}` });
    chownSync(file, 0, 0);
    chmodSync(stateDir, 0o775);
    await expect(read()).rejects.toMatchObject({ ...untrusted, hint: `chmod go-w ${stateDir}` });
  },
);

test.each(readers)('a pipe in the place of %s is not waited for', async (name, _text, read) => {
  mkdirSync(stateDir, { recursive: true });
  execFileSync('mkfifo', [path.join(stateDir, name)]);
  const ended = await read().then(
    () => 'read',
    (error: unknown) => (error as { readonly code: string }).code,
  );
  expect(['read', 'STATE_FILE_UNREADABLE', 'FILE_NOT_REGULAR']).toContain(ended);
  if (name === 'mkfs.json') expect(ended).toBe('STATE_FILE_UNREADABLE');
});

test.each([0o000, 0o077])(
  'files and folders have the modes that they are to have under umask %s',
  async (umask) => {
    const before = process.umask(umask);
    try {
      await writeStageConfig(
        { stateDir },
        { url: 'json:///a', cdf: '/a', kv: undefined, digest: 'd' },
      );
      await writeMkfsStarted({ stateDir }, { clusterId: 'c', cdfDigest: 'd' }, new Date());
      await writeBootstrapMark({ stateDir }, 'init', new Date());
      await appendJournal({ stateDir }, entry);
    } finally {
      process.umask(before);
    }
    const modeOf = (name: string): number => statSync(path.join(stateDir, name)).mode & 0o7777;
    expect(['..', '.'].map(modeOf)).toEqual([0o755, 0o755]);
    expect(['config.json', 'mkfs.json', 'bootstrap.json', 'journal.jsonl'].map(modeOf)).toEqual([
      0o644, 0o644, 0o644, 0o644,
    ]);
  },
);

test('a journal that is another file too is not written, a record is replaced', async () => {
  mkdirSync(stateDir, { recursive: true });
  const precious = path.join(stateDir, '../precious');
  writeFileSync(precious, 'precious');
  linkSync(precious, path.join(stateDir, 'journal.jsonl'));
  linkSync(precious, mkfsFile({ stateDir }));
  await expect(appendJournal({ stateDir }, entry)).rejects.toMatchObject({
    code: 'FILE_NOT_REGULAR',
  });
  await writeMkfsStarted({ stateDir }, { clusterId: 'c', cdfDigest: 'd' }, new Date());
  expect(readFileSync(precious, 'utf8')).toBe('precious');
});
