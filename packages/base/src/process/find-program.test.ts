import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProgram, sayLeftOut } from './find-program.js';

let base: string;
beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'path-'));
  for (const [folder, mode] of [
    ['open', 0o777],
    ['group', 0o775],
    ['own', 0o755],
  ] as const) {
    mkdirSync(path.join(base, folder));
    writeFileSync(path.join(base, folder, 'tool'), '', { mode: 0o755 });
    chmodSync(path.join(base, folder), mode);
  }
  writeFileSync(path.join(base, 'own/plain'), '', { mode: 0o644 });
});
afterAll(() => rmSync(base, { recursive: true }));

const at = (...folders: readonly string[]): string =>
  folders.map((folder) => (folder.startsWith('/') ? path.join(base, folder) : folder)).join(':');

test.each(['.', '', 'bin', './bin', '../own'])('the entry %j is searched by nobody', (entry) => {
  const before = process.cwd();
  process.chdir(path.join(base, 'own'));
  try {
    for (const asRoot of [true, false])
      expect(findProgram('tool', `${entry}:/nowhere`, asRoot).file).toBeUndefined();
  } finally {
    process.chdir(before);
  }
});

test('as root folders that others can write to are not searched, and named', () => {
  expect(findProgram('tool', at('/open', '/group', '/own'), false).file).toBe(
    path.join(base, 'open/tool'),
  );
  if (process.geteuid?.() !== 0) return;
  const found = findProgram('tool', at('.', '/open', '/group', '/own'), true);
  expect(found.file).toBe(path.join(base, 'own/tool'));
  expect(sayLeftOut(found.leftOut)).toBe(
    `; not searched: . (it is relative), ${base}/open (it is writable by others), ${base}/group (it is writable by others)`,
  );
});

test('a file that is not executable is named, a folder is no program', () => {
  expect(findProgram('plain', at('/own'), false)).toMatchObject({
    file: undefined,
    forbidden: path.join(base, 'own/plain'),
  });
  expect(findProgram('own', base, false)).toMatchObject({ file: undefined, forbidden: undefined });
});
