import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConfStore } from '../../src/open-conf-store.js';

/**
 * More than a call of JavaScript takes arguments, and enough for quadratic work to take minutes.
 */
const many = 130_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'many-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

const numbers = Array.from({ length: many }, (_, at) => at);
const entries = (between: string, separator: string): string =>
  numbers.map((at) => `${between}k${at}${between}${separator}${between}${at}${between}`).join(',');

/** A document with very many keys below `s`, and `last` after them, by format and layout. */
const documents: readonly (readonly [format: string, layout: string, text: () => string])[] = [
  ['json', 'on one line of several', () => `{"s":{${entries('"', ':')},"last":"x"}}\n// end\n`],
  [
    'yaml',
    'on many lines',
    () => `s:\n${numbers.map((at) => `  k${at}: "${at}"\n`).join('')}  last: x\n`,
  ],
  [
    'toml',
    'on many lines',
    () => `[s]\n${numbers.map((at) => `k${at} = "${at}"\n`).join('')}last = "x"\n`,
  ],
  [
    'ini',
    'on many lines',
    () => `[s]\n${numbers.map((at) => `k${at} = ${at}\n`).join('')}last = x\n`,
  ],
];

describe.each(documents)('very many keys of %s %s', (format, _layout, text) => {
  test('are deleted, and merged again, in one change each', async () => {
    const [file, whole] = [
      path.join(folder, `few.${format}`),
      path.join(folder, `whole.${format}`),
    ];
    await Promise.all([file, whole].map((name) => writeFile(name, text())));
    const [store, source] = [
      await openConfStore(`${format}:${file}`, { maps: true }),
      await openConfStore(`${format}:${whole}`, { maps: true }),
    ];
    await store.update(async () => {
      for (const leaf of await source.leaves())
        if (leaf.path.at(-1) !== 'last') await store.delete(leaf.path.join('>'));
    });
    expect(await (await openConfStore(`${format}:${file}`, { maps: true })).keys()).toEqual([
      's>last',
    ]);
    expect((await readFile(file, 'utf8')).length).toBeLessThan(60);

    await store.update(() => store.merge(source));
    const differences = await source.compare(
      await openConfStore(`${format}:${file}`, { maps: true }),
    );
    expect([
      differences.new.length,
      differences.deleted.length,
      differences.updated.length,
    ]).toEqual([0, 0, 0]);
  });
});
