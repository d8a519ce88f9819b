import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';
import { openConfStore } from '../../src/open-conf-store.js';
import type { OpenedStore } from './law-row.js';

/** Folders of files, as JSON text: contents by their relative paths. */
export const dirDocuments: fc.Arbitrary<string> = fc
  .dictionary(
    fc.constantFrom(
      's/k',
      's/t/k',
      's/n[0]',
      's/n[1]',
      'top',
      'long name',
      'ünï/é',
      'a.b',
      '__proto__x',
    ),
    fc.constantFrom('v', '', 'line\n', 'a\r\nb', '\ufeffbom', '日本'),
    { maxKeys: 5 },
  )
  .map((files) => JSON.stringify(files));

/** A dir store over such a folder, newly made for the test that runs. */
export async function openDirText(text: string): Promise<OpenedStore> {
  const folder = mkdtempSync(path.join(tmpdir(), 'laws-dir-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(
    JSON.parse(text) as Readonly<Record<string, string>>,
  )) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  const order = Object.keys(JSON.parse(text) as object);
  return {
    store: await openConfStore(`dir://${folder}`, { maps: true }),
    bytes: async () => {
      const found = await contents(folder);
      const names = [...new Set([...order, ...[...found.keys()].sort()])].filter((name) =>
        found.has(name),
      );
      return JSON.stringify(Object.fromEntries(names.map((name) => [name, found.get(name)])));
    },
    reopen: () => openConfStore(`dir://${folder}`, { maps: true }),
  };
}

async function contents(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name));
  return new Map(
    await Promise.all(
      files.map(
        async (file) => [path.relative(folder, file), await readFile(file, 'utf8')] as const,
      ),
    ),
  );
}
