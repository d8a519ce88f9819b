import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listLogFiles, listRemovableLogFiles } from './log-files.js';

function logFolder(name: string, files: readonly string[]): string {
  const top = mkdtempSync(path.join(tmpdir(), 'hare-logs-'));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const folder = path.join(top, name);
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '');
  }
  return folder;
}

const found = (logDir: string): readonly string[] =>
  listLogFiles({ logDir, logFile: path.join(logDir, 'setup.log') })
    .map(({ relative }) => relative)
    .toSorted();

test('in a log folder of its own, everything that is named like a log is of Hare, and nothing else', () => {
  const folder = logFolder('hare', ['hax.log', 'hax.log.1', 'old/m0d.log-20260101.gz', 'notes']);
  symlinkSync('/etc/passwd', path.join(folder, 'link.log'));
  expect(found(folder)).toEqual(['hax.log', 'hax.log.1', 'old/m0d.log-20260101.gz']);
});

test('in a folder that others use too, only what bears its name is', () => {
  const folder = logFolder('log', [
    'hare-hax.log',
    'consul-agent.log.2',
    'syslog.log',
    'app/hare-hax.log',
  ]);
  expect(found(folder)).toEqual(['consul-agent.log.2', 'hare-hax.log']);
});

test('the file in which stages say what they do is not removed', () => {
  const folder = logFolder('hare', ['setup.log', 'setup.log.1']);
  const places = { logDir: folder, logFile: path.join(folder, 'setup.log') };
  expect(listRemovableLogFiles(places).map(({ relative }) => relative)).toEqual(['setup.log.1']);
});
