import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openConfStore } from '../open-conf-store.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-repeated-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function store(name: string, text: string): ReturnType<typeof openConfStore> {
  await writeFile(path.join(folder, name), text);
  return openConfStore(`${path.extname(name).slice(1)}://${path.join(folder, name)}`);
}

const padding = Array.from({ length: 6000 }, (_, i) => `"padding${i}": "x"`).join(', ');

describe.each<[string, string, string]>([
  ['a.json', '{"a": 1,\n "b": {"x": [1, 2]},\n "a": 1}\n', '{"a": 1,\n "a": 2}\n'],
  [
    'b.json',
    '{"m": {"y": 1.0, "x": null},\n "b": {"x": [1, 2]}, "a": 1,\n "m": {"x": null, "y": 1}}\n',
    '{"b": {"x": 1,\n "x": {"y": 1}}}\n',
  ],
  [
    'large.json',
    `{"a": 1, "b": {"x": [1, 2]}, ${padding},\n"c": 1,\n "a": 1}\n`,
    `{${padding},\n "padding7": "y"}\n`,
  ],
  ['a.yaml', 'a: 1\nb: {x: [1, 2]}\na: 1\n', 'a: 1\na: 2\n'],
  ['b.yaml', 'a: 1\nb: {x: [1, 2]}\nm: &m {x: 1}\nm: *m\n', 'b: {x: 1,\n  x: [1]}\n'],
])('%s', (name, equal, different) => {
  test('a name that is repeated with the same value is a warning with its place', async () => {
    const opened = await store(name, equal);
    expect(await opened.get('b>x[1]')).toBe(2);
    expect(await opened.get('a')).toBe(1);
    const warnings = await opened.warnings();
    expect(warnings).toMatchObject([
      {
        code: 'DUPLICATE_KEY',
        message: expect.stringContaining('with the same value') as string,
        where: { file: path.join(folder, name) },
      },
    ]);
    expect(warnings[0]?.where.line).toBeGreaterThan(2);
    await opened.close();
  });

  test('with another value it is refused', async () => {
    await expect(store(name, different)).rejects.toMatchObject({
      code: 'DUPLICATE_KEY',
      where: { line: 2 },
    });
  });

  test('the rest can be edited; of the repeated name never only one is changed', async () => {
    const opened = await store(name, equal);
    await opened.set('b>x[1]', 3);
    await opened.save();
    const saved = equal.replace('[1, 2]', '[1, 3]');
    expect(await readFile(path.join(folder, name), 'utf8')).toBe(saved);
    const repeated = name.startsWith('b.') ? 'm' : 'a';
    await opened.set(repeated, 'other');
    const isBoth = name.endsWith('.json');
    if (isBoth) {
      await opened.save();
      expect(
        (await readFile(path.join(folder, name), 'utf8')).split(`"${repeated}": "other"`),
      ).toHaveLength(3);
    } else {
      await expect(opened.save()).rejects.toMatchObject({ code: 'EDIT_NOT_SAFE' });
      expect(await readFile(path.join(folder, name), 'utf8')).toBe(saved);
    }
    await opened.close();
  });
});
