import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { bin } from '../command/call.js';

const reporter = fileURLToPath(new URL('report-peak.mjs', import.meta.url));
const mebibyte = 1024 * 1024;

let folder: string;
let file: string;
let flatFiles: Readonly<Record<string, string>>;
let nestedFiles: Readonly<Record<string, string>>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'memory-'));
  file = path.join(folder, 'large.json');
  const bytes = inject('limits').memoryMiB * mebibyte;
  await writeFile(file, largeDocument(bytes));
  flatFiles = {
    ini: path.join(folder, 'large.ini'),
    properties: path.join(folder, 'large.properties'),
  };
  for (const [scheme, name] of Object.entries(flatFiles))
    await writeFile(name, largeLines(bytes, scheme));
  nestedFiles = { yaml: path.join(folder, 'large.yaml'), toml: path.join(folder, 'large.toml') };
  await writeFile(
    nestedFiles['yaml'] ?? '',
    `cluster:\n  name: large\n  nodes:\n${repeated(bytes, yamlNode)}`,
  );
  await writeFile(
    nestedFiles['toml'] ?? '',
    `[cluster]\nname = "large"\n${repeated(bytes, tomlNode)}`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

/**
 * A document of some bytes as configurations are: maps in lists, with texts, numbers, truth values.
 */
function largeDocument(bytes: number): string {
  return `{"cluster": {"name": "large", "nodes": [${repeated(bytes, jsonNode, ', ')}]}}\n`;
}

/** Some bytes of items, each of its number. */
function repeated(bytes: number, item: (at: number) => string, separator = ''): string {
  const items: string[] = [];
  for (let length = 0; length < bytes; length += items.at(-1)?.length ?? 0)
    items.push(item(items.length));
  return items.join(separator);
}

const drives = [0, 1, 2, 3, 4, 5, 6, 7];

function jsonNode(at: number): string {
  return JSON.stringify({
    id: at,
    hostname: `node-${at}.example.org`,
    enabled: at % 3 > 0,
    load: at / 7,
    drives: drives.map((drive) => ({
      path: `/dev/disk/by-id/drive-${at}-${drive}`,
      size: 2 ** 40 + drive,
      state: 'online',
    })),
  });
}

function yamlNode(at: number): string {
  const inside = drives.map(
    (drive) =>
      `    - path: /dev/disk/by-id/drive-${at}-${drive}\n      size: ${2 ** 40 + drive}\n      state: online\n`,
  );
  return `  - id: ${at}\n    hostname: node-${at}.example.org\n    enabled: ${at % 3 > 0}\n    load: ${at / 7}\n    drives:\n${inside.join('')}`;
}

function tomlNode(at: number): string {
  const inside = drives.map(
    (drive) =>
      `[[cluster.nodes.drives]]\npath = "/dev/disk/by-id/drive-${at}-${drive}"\nsize = ${2 ** 40 + drive}\nstate = "online"\n`,
  );
  return `[[cluster.nodes]]\nid = ${at}\nhostname = "node-${at}.example.org"\nenabled = ${at % 3 > 0}\nload = ${at / 7 + 0.1}\n${inside.join('')}`;
}

/**
 * As many bytes of short lines, a thousand options in a section: an object for each line would take
 * several times the limit.
 */
function largeLines(bytes: number, scheme: string): string {
  const lines: string[] = [];
  for (let length = 0, at = 0; length < bytes; length += lines.at(-1)?.length ?? 0, at += 1) {
    const section = `section-${at - (at % 1000)}`;
    if (scheme === 'properties') lines.push(`${section}>option-${at} = value of ${at}\n`);
    else lines.push(`${at % 1000 === 0 ? `[${section}]\n` : ''}option-${at} = value of ${at}\n`);
  }
  return lines.join('');
}

test.each([
  ['get', 'cluster>nodes[100]>hostname', '["node-100.example.org"]'],
  ['set', 'cluster>nodes[100]>hostname=other', ''],
  ['delete', 'cluster>nodes[100]>load', ''],
  ['get_keys', '--prefix=cluster>n', '["cluster>name", "cluster>nodes[0]>id", '],
  ['search', 'cluster>nodes[100]', 'hostname', '["cluster>nodes[100]>hostname"]'],
])(
  '%s of a large json takes at most 4 × its size + 150 MB',
  { timeout: 120_000 },
  async (command, ...rest) => {
    const [answer = '', ...reversed] = rest.toReversed();
    await expectBounded(`json:${file}`, file, [command, ...reversed.toReversed()], answer);
  },
);

test.each([
  ['ini', 'set', 'section-2000>option-2001=other', ''],
  ['properties', 'get_keys', '--prefix=section-0', '["section-0>option-0", '],
  ['properties', 'set', 'section-2000>option-2001=other', ''],
])(
  '%s %s of a large file takes at most 4 × its size + 150 MB',
  { timeout: 240_000 },
  async (scheme, command, argument, answer) => {
    const name = flatFiles[scheme] ?? '';
    await expectBounded(`${scheme}:${name}`, name, [command, argument], answer);
  },
);

describe.each(['yaml', 'toml'])('a large %s', (scheme) => {
  test.each([
    ['get', ['cluster>nodes[100]>hostname'], '["node-100.example.org"]'],
    ['get_keys', [], '["cluster>name", "cluster>nodes[0]>id", '],
    ['search', ['cluster>nodes[100]', 'hostname'], '["cluster>nodes[100]>hostname"]'],
    ['validate', [], `${scheme}:`],
    ['set', ['cluster>nodes[100]>hostname=other'], ''],
    ['delete', ['cluster>nodes[100]>load'], ''],
  ])(
    '%s takes at most 4 × its size + 150 MB',
    { timeout: 240_000 },
    async (command, words, answer) => {
      const name = nestedFiles[scheme] ?? '';
      await expectBounded(`${scheme}:${name}`, name, [command, ...words], answer);
    },
  );
});

test.each(['yaml', 'toml'])(
  'convert of a large json to %s takes at most 4 × its size + 150 MB',
  { timeout: 240_000 },
  async (scheme) => {
    const target = path.join(folder, `converted.${scheme}`);
    await expectBounded(`json:${file}`, file, ['convert', `${scheme}:${target}`], '');
    expect((await stat(target)).size).toBeGreaterThan((await stat(file)).size / 2);
  },
);

/**
 * Runs the command, and expects what it prints to start with the answer, and its peak of memory
 * below the limit.
 */
async function expectBounded(
  url: string,
  name: string,
  words: readonly string[],
  answer: string,
): Promise<void> {
  const { size } = await stat(name);
  const peak = path.join(folder, 'peak');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', reporter, bin, url, ...words],
    { env: { ...process.env, HARE_PEAK_FILE: peak }, maxBuffer: 4 * size },
  );
  expect(stdout.slice(0, Math.max(1, answer.length))).toBe(answer);
  expect(Number(await readFile(peak, 'utf8')) / mebibyte).toBeLessThan((4 * size) / mebibyte + 150);
}
