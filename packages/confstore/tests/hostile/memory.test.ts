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
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'memory-'));
});
afterAll(() => rm(folder, { recursive: true }));

const drives = [0, 1, 2, 3, 4, 5, 6, 7];

/** One node of a cluster, as each format writes it. */
const nodes = {
  json: (at: number) =>
    JSON.stringify({
      hostname: `node-${at}`,
      load: at / 7,
      drives: drives.map((drive) => ({ path: `/dev/disk/drive-${at}-${drive}`, size: 2 ** 40 })),
    }),
  yaml: (at: number) =>
    `- hostname: node-${at}\n  load: ${at / 7}\n  drives:\n${drives
      .map((drive) => `  - path: /dev/disk/drive-${at}-${drive}\n    size: ${2 ** 40}\n`)
      .join('')}`,
  toml: (at: number) =>
    `[[nodes]]\nhostname = "node-${at}"\nload = ${at}.5\n${drives
      .map((drive) => `[[nodes.drives]]\npath = "/dev/disk/drive-${at}-${drive}"\nsize = 1\n`)
      .join('')}`,
};

test.each([
  ['json', 20, '{"nodes": [', ', ', ']}\n'],
  ['yaml', inject('limits').memoryMiB, 'nodes:\n', '', ''],
  ['toml', inject('limits').memoryMiB, '', '', ''],
] as const)(
  'a %s of %d MiB is read and changed in bounded memory',
  async (format, mebibytes, before, between, after) => {
    const items: string[] = [];
    for (let length = 0; length < mebibytes * mebibyte; length += items.at(-1)?.length ?? 0)
      items.push(nodes[format](items.length));
    const file = path.join(folder, `large.${format}`);
    await writeFile(file, before + items.join(between) + after);
    const { size } = await stat(file);
    const idle = await peakOf(['dict:{"a":1}', 'get', 'a'], '[1]');
    const limit = format === 'json' ? idle + 8 * size : 2048 * mebibyte;
    const url = `${format}:${file}`;
    expect(await peakOf([url, 'get', 'nodes[100]>hostname'], '["node-100"]')).toBeLessThan(limit);
    expect(await peakOf([url, 'set', 'nodes[100]>hostname=other'], '')).toBeLessThan(limit);
    expect(await peakOf([url, 'get', 'nodes[100]>hostname'], '["other"]')).toBeLessThan(limit);
  },
);

/** The peak of memory in bytes of a command, which is to print a line. */
async function peakOf(words: readonly string[], line: string): Promise<number> {
  const peak = path.join(folder, 'peak');
  const env = { ...process.env, HARE_PEAK_FILE: peak };
  const args = ['--import', reporter, bin, ...words];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout.trimEnd()).toBe(line);
  return Number(await readFile(peak, 'utf8'));
}
