import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openConfStore } from '../../src/open-conf-store.js';

const child = fileURLToPath(new URL('./memory-child.mjs', import.meta.url));
const mebibyte = 1024 * 1024;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'hostile-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true });
});

interface Report {
  readonly value?: string;
  readonly keys?: number;
  readonly error?: string;
  readonly where?: { readonly line?: number; readonly column?: number };
  readonly peakBytes: number;
}

/**
 * Opens a document in a process of its own; fails when that takes more memory than 4 × file + 150
 * MB, or touches the file.
 */
async function openApart(format: string, content: string | Buffer, key = 'k'): Promise<Report> {
  const file = path.join(dir, `hostile.${format}`);
  await writeFile(file, content);
  const { size, mtimeMs } = await stat(file);
  const { stdout } = await promisify(execFile)(process.execPath, [child, `${format}:${file}`, key]);
  const report = JSON.parse(stdout) as Report;
  expect(report.peakBytes / mebibyte).toBeLessThan((4 * size) / mebibyte + 150);
  expect(await stat(file)).toMatchObject({ size, mtimeMs });
  return report;
}

const deep = (open: string, middle: string, close: string, times: number): string =>
  open.repeat(times) + middle + close.repeat(times);

describe('nesting of 10,000 levels is refused with its place', () => {
  test.each([
    ['json', 'lists', `{"k":${deep('[', '', ']', 10_000)}}`],
    ['json', 'maps', deep('{"k":', '1', '}', 10_000)],
    ['json', 'open lists', `{"k":${'['.repeat(10_000)}`],
    ['yaml', 'flow lists', `k: ${deep('[', '', ']', 10_000)}\n`],
    ['yaml', 'flow maps', deep('{k: ', '1', '}', 10_000)],
    ['yaml', 'block lists', `k:\n  ${'- '.repeat(10_000)}x\n`],
    [
      'yaml',
      'block maps',
      Array.from({ length: 10_000 }, (_, at) => `${' '.repeat(at)}k:\n`).join(''),
    ],
    ['toml', 'arrays', `k = ${deep('[', '', ']', 10_000)}\n`],
    ['toml', 'inline tables', `k = ${deep('{k = ', '1', '}', 10_000)}\n`],
    ['toml', 'dotted keys', `${'k.'.repeat(10_000)}k = 1\n`],
    ['toml', 'headers', `[${'k.'.repeat(10_000)}k]\n`],
  ])('%s: %s', async (format, _, text) => {
    const { error, where } = await openApart(format, text);
    expect(error).toMatch(/^(TOO_DEEP|SYNTAX)$/);
    expect(where?.line).toBeGreaterThanOrEqual(1);
    expect(where?.column).toBeGreaterThanOrEqual(1);
  });
});

describe('a line of very many megabytes is read', () => {
  const long = (before: string, after: string) => (): Buffer =>
    Buffer.concat([
      Buffer.from(before),
      Buffer.alloc(inject('limits').hostileLineMiB * mebibyte, 'x'),
      Buffer.from(after),
    ]);

  test.each([
    ['json', long('{"k":"', '"}')],
    ['yaml', long('k: "', '"\n')],
    ['toml', long('k = "', '"\n')],
    ['properties', long('k = ', '\n')],
    ['ini', long('[s]\nk = ', '\n')],
  ])('in %s', async (format, content) => {
    const report = await openApart(format, content(), format === 'ini' ? 's>k' : 'k');
    expect(report.error === undefined ? report.value : report.error).toMatch(/^"xxxx|^TOO_LONG$/);
  });

  test.each([
    ['json', long('// ', '\n{"k":1}')],
    ['yaml', long('# ', '\nk: 1\n')],
    ['toml', long('# ', '\nk = 1\n')],
    ['properties', long('# ', '\nk = 1\n')],
  ])('in a comment of %s', async (format, content) => {
    expect((await openApart(format, content())).value).toMatch(/^"?1"?$/);
  });

  test.each([
    ['properties', long('', ''), 'k'],
    ['ini', long('[s]\n', ''), 's>k'],
  ])('as a name without a value in %s', async (format, content, key) => {
    expect(await openApart(format, content(), key)).toMatchObject({ keys: 1, value: 'null' });
  });

  test.each([
    ['ini', long('', ''), 1],
    ['ini', long('[s]\n[', ']x'), 2],
    ['env', long('', ''), 1],
    ['toml', long('', ''), 1],
  ])('and refused with its place when it is nothing of %s', async (format, content, line) => {
    expect(await openApart(format, content())).toMatchObject({ error: 'SYNTAX', where: { line } });
  });
});

describe('YAML that grows without end', () => {
  test.each([
    [
      'lists',
      (name: string, before: string) =>
        `${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(', ')}]\n`,
    ],
    [
      'maps',
      (name: string, before: string) =>
        `${name}: &${name} {${Array.from({ length: 9 }, (_, at) => `k${at}: *${before}`).join(', ')}}\n`,
    ],
  ])('of %s is refused, or read without growing', async (_, line) => {
    const names = 'a b c d e f g h i j k l m n o p'.split(' ');
    const text = `z: &z [x, x]\n${names.map((name, at) => line(name, names[at - 1] ?? 'z')).join('')}`;
    const { error, where } = await openApart('yaml', text, 'z[0]');
    expect([error, typeof where?.line]).toEqual([expect.stringMatching(/^[A-Z_]+$/), 'number']);
  });

  test('of an alias to itself is refused', async () => {
    expect(await openApart('yaml', 'a: &a [*a]\n')).toMatchObject({
      error: expect.stringMatching(/^[A-Z_]+$/) as string,
    });
  });
});

describe('names of every object of JavaScript are names like any other', () => {
  test.each([
    [
      'json',
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 2}}, "toString": 3}',
    ],
    [
      'yaml',
      '__proto__:\n  polluted: 1\nconstructor:\n  prototype:\n    polluted: 2\ntoString: 3\n',
    ],
    ['toml', 'toString = 3\n[__proto__]\npolluted = 1\n[constructor.prototype]\npolluted = 2\n'],
    ['ini', '[__proto__]\npolluted = 1\n[constructor]\nprototype = 2\n'],
    ['properties', '__proto__ = 1\nconstructor = 2\n'],
  ])('in %s', async (format, text) => {
    const file = path.join(dir, `names.${format}`);
    await writeFile(file, text);
    const store = await openConfStore(`${format}:${file}`, { maps: true });
    const before = await store.keys();
    for (const key of before) expect(await store.get(key)).not.toBeNull();
    const own = format === 'ini' ? '__proto__>own' : 'own';
    await store.set(own, 'x');
    await store.save();
    const saved = await openConfStore(`${format}:${file}`, { maps: true });
    expect([...(await saved.keys())].sort()).toEqual([...before, own].sort());
    await saved
      .merge(await openConfStore('dict:{"__proto__":{"merged":"1"}}', { maps: true }))
      .catch(() => undefined);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['merged']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('a NUL character', () => {
  test.each([
    ['json', '{"k":"a\0b"}', 'SYNTAX'],
    ['yaml', 'k: a\0b\n', 'SYNTAX'],
    ['toml', 'k = "a\0b"\n', 'SYNTAX'],
    ['properties', 'k = a\0b\n', undefined],
  ])('in %s is refused with its place, or text', async (format, text, code) => {
    const { error, where, value } = await openApart(format, text);
    expect(error).toBe(code);
    if (code === undefined) expect(value).toBe('"a\\u0000b"');
    else expect(where).toMatchObject({ line: 1 });
  });

  test('as an escape is a character of the value, and saved as one', async () => {
    const file = path.join(dir, 'nul.json');
    await writeFile(file, '{"k":"a\\u0000b"}');
    const store = await openConfStore(`json:${file}`, { maps: true });
    expect(await store.get('k')).toBe('a\0b');
    await store.set('l', 'c\0d');
    await store.save();
    expect(await readFile(file, 'utf8')).toContain('c\\u0000d');
  });
});

describe('what is not UTF-8, too large, or no file', () => {
  test.each(['json', 'yaml', 'toml', 'ini', 'env'])('is refused in %s', async (format) => {
    expect(await openApart(format, Buffer.from([0x61, 0x0a, 0x62, 0xff]))).toMatchObject({
      error: 'NOT_UTF8',
      where: { line: 2, column: 2 },
    });
  });

  test('is ISO-8859-1 in properties, as in Java', async () => {
    const bytes = Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x3d, 0xe9]);
    expect(await openApart('properties', bytes, 'b\u00ff')).toMatchObject({
      keys: 2,
      value: '"\u00e9"',
    });
  });

  test('a file beyond 256 MiB is refused without being read', async () => {
    const file = path.join(dir, 'huge.json');
    await writeFile(file, '');
    const { truncate } = await import('node:fs/promises');
    await truncate(file, 256 * mebibyte + 1);
    await expect(openConfStore(`json:${file}`, { maps: true })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
  });

  test('a device is refused', async () => {
    await expect(openConfStore('json:///dev/zero', { maps: true })).rejects.toMatchObject({
      code: 'CONFSTORE_NOT_A_FILE',
    });
  });
});
