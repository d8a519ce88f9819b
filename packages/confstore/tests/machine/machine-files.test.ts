import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isHareError } from '@hare/base';
import type { MapStore } from '../../src/conf-store.js';
import { openConfStore } from '../../src/open-conf-store.js';

/** The files of this machine with one of our endings: what people and programs really write. */
const roots = [
  '/usr/share',
  '/etc',
  fileURLToPath(new URL('../../../../node_modules', import.meta.url)),
];
const schemes: Readonly<Record<string, string>> = {
  ...{ json: 'json', jsonc: 'jsonc', yaml: 'yaml', yml: 'yaml', toml: 'toml', ini: 'ini' },
  ...{ properties: 'properties', env: 'env', service: 'ini', timer: 'ini', socket: 'ini' },
  ...{ desktop: 'ini', network: 'ini', link: 'ini', editorconfig: 'ini' },
};
/** Why a file of such an ending may be refused. */
const reasons = new Set(['NOT_UTF8', 'DUPLICATE_KEY', 'SYNTAX']);
const mostBytes = 1024 * 1024;

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'machine-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true });
});

/** A sample that is the same each time on one machine: those whose name has the smallest number. */
async function sample(count: number): Promise<readonly string[]> {
  const found: (readonly [number, string])[] = [];
  for (const root of roots) {
    const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const ending = entry.name.split('.').at(-1) ?? '';
      if (!entry.isFile() || !entry.name.includes('.') || !Object.hasOwn(schemes, ending)) continue;
      const file = path.join(entry.parentPath, entry.name);
      let hash = 7;
      for (const character of file) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
      found.push([hash >>> 0, file]);
    }
  }
  return found
    .sort(([left], [right]) => left - right)
    .slice(0, count)
    .map(([, file]) => file);
}

/** What is wrong with the edits of a file; undefined when nothing is. */
async function faultOf(file: string, url: string): Promise<string | undefined> {
  const before = await readFile(file);
  const store: MapStore = await openConfStore(url, { maps: true });
  const leaves = [...(await store.leaves())].slice(0, 200);
  const keys = await store.keys();
  for (const [at] of leaves.entries()) {
    const key = keys[at];
    if (key !== undefined) await store.set(key, await store.get(key));
  }
  if (await store.save()) return 'set(k, get(k)) changed it';
  const key = keys[Math.floor(keys.length / 2)];
  if (key === undefined) return undefined;
  const old = await store.get(key);
  if (typeof old !== 'string' && typeof old !== 'number') return undefined;
  await store.set(key, typeof old === 'number' ? 4321 : 'changed');
  try {
    await store.save();
  } catch (error) {
    if (isHareError(error) && error.code === 'EDIT_NOT_SAFE') return `EDIT_NOT_SAFE at ${key}`;
    throw error;
  }
  const after = await readFile(file);
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const changed = before.subarray(start, before.length - end).toString('utf8');
  const isWhole = changed.length > 4 * JSON.stringify(String(old)).length + 16;
  return isWhole ? `more than ${key} changed: ${changed.slice(0, 60)}` : undefined;
}

test('files of this machine are read, or refused for a reason, and one set changes one place', async () => {
  const files = await sample(inject('limits').machineFiles);
  const refused: string[] = [];
  const faults: string[] = [];
  for (const file of files) {
    const { size } = await stat(file).catch(() => ({ size: mostBytes + 1 }));
    if (size > mostBytes) continue;
    const copy = path.join(dir, path.basename(file));
    await copyFile(file, copy);
    const scheme = schemes[path.extname(file).slice(1)] ?? 'ini';
    try {
      const fault = await faultOf(copy, `${scheme}:${copy}`);
      if (fault !== undefined) faults.push(`${file}: ${fault}`);
    } catch (error) {
      const code = isHareError(error) ? error.code : 'defect';
      refused.push(`${code} ${file}: ${String(error)}`);
      if (!reasons.has(code)) faults.push(`${file}: ${String(error)}`);
    }
    await rm(copy);
  }
  if (process.env['HARE_SOAK'] === '1' || faults.length > 0)
    console.log([`${files.length} files`, ...refused, ...faults].join('\n'));
  expect(faults).toEqual([]);
  expect(refused.length).toBeLessThanOrEqual(0.05 * files.length);
});
