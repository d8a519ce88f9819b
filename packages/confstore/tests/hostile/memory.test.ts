import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bin } from '../command/call.js';

const reporter = fileURLToPath(new URL('report-peak.mjs', import.meta.url));
const mebibyte = 1024 * 1024;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'memory-'));
  file = path.join(folder, 'large.json');
  await writeFile(file, largeDocument(inject('limits').memoryMiB * mebibyte));
});
afterAll(() => rm(folder, { recursive: true }));

/** A document of some bytes as configurations are: maps in lists, with texts, numbers, truth values. */
function largeDocument(bytes: number): string {
  const nodes: string[] = [];
  for (let length = 0; length < bytes; length += nodes.at(-1)?.length ?? 0) {
    const at = nodes.length;
    nodes.push(JSON.stringify({ id: at, hostname: `node-${at}.example.org`, enabled: at % 3 > 0, load: at / 7, drives: Array.from({ length: 8 }, (_, drive) => ({ path: `/dev/disk/by-id/drive-${at}-${drive}`, size: 2 ** 40 + drive, state: 'online' })) }));
  }
  return `{"cluster": {"name": "large", "nodes": [${nodes.join(', ')}]}}\n`;
}

test.each([
  ['get', 'cluster>nodes[100]>hostname', '["node-100.example.org"]'],
  ['set', 'cluster>nodes[100]>hostname=other', ''],
  ['delete', 'cluster>nodes[100]>load', ''],
  ['get_keys', '--prefix=cluster>n', '["cluster>name", "cluster>nodes[0]>id", '],
  ['search', 'cluster>nodes[100]', 'hostname', '["cluster>nodes[100]>hostname"]'],
])('%s of a large json takes at most 4 × its size + 150 MB', { timeout: 120_000 }, async (command, ...rest) => {
  const [answer = '', ...reversed] = rest.toReversed();
  const { size } = await stat(file);
  const peak = path.join(folder, 'peak');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', reporter, bin, `json:${file}`, command, ...reversed.toReversed()], { env: { ...process.env, HARE_PEAK_FILE: peak }, maxBuffer: 4 * size });
  expect(stdout.slice(0, Math.max(1, answer.length))).toBe(answer);
  expect(Number(await readFile(peak, 'utf8')) / mebibyte).toBeLessThan((4 * size) / mebibyte + 150);
});
