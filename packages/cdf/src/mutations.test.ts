import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isHareError, type HareError } from '@hare/base';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { goldenCases, goldenJson, goldenSucceeds, goldenText } from '../tests/support/golden.js';
import { mutateData, mutateText, randomFrom } from '../tests/support/mutate.js';
import type { CommandIo } from '@hare/cli';
import { main } from './cli.js';
import { parseCdf } from './read-cdf.js';

const times = inject('limits').cdfMutations;
const silent: CommandIo = {
  columns: 0,
  print: () => undefined,
  report: () => undefined,
  data: () => undefined,
  warn: () => undefined,
};
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-cdf-mutations-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const groups = ['rfc', 'server_node-02404d45', 'server_node-f2d664c6', 'node'];
const stores = groups.flatMap((group) => goldenCases(group).map((name) => ({ group, name })));
const cdfs = [
  ...goldenCases('cfgen').map((name) => goldenText('cfgen', name, 'cdf.yaml')),
  ...goldenCases('node')
    .filter((name) => goldenSucceeds('node', name))
    .map((name) =>
      goldenText('node', name, 'expected.cdf.yaml').replaceAll(
        'node_group: None',
        'node_group: null',
      ),
    ),
];

/** Runs a command that must succeed, or fail as an expected failure; nothing else. */
async function attempt(argv: readonly string[]): Promise<HareError | undefined> {
  try {
    expect(await main(argv, silent)).toBe(0);
    return undefined;
  } catch (error) {
    if (!isHareError(error)) throw error;
    return error;
  }
}

/** Every finding has a code, and a place in the file or the key that it is about. */
function expectPlaces(error: HareError, hasPlace: (where: HareError['where']) => boolean): void {
  for (const finding of error.problems.length > 0 ? error.problems : [error]) {
    expect(finding.code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
    expect(
      hasPlace(finding.where),
      `${finding.code}: ${finding.message} at ${JSON.stringify(finding.where)}`,
    ).toBe(true);
  }
}

test(`${times} mutated ConfStores each give a valid CDF, or an error with code and place and no file`, async () => {
  const failures = new Map<string, number>();
  for (let seed = 0; seed < times; seed += 1) {
    const random = randomFrom(seed);
    const { group, name } = stores[random(stores.length)] ?? { group: 'rfc', name: '01-one-node' };
    const data = goldenJson(group, name, 'confstore.json');
    const scheme = random(2) === 0 ? 'json' : 'yaml';
    const print = (value: unknown): string =>
      scheme === 'json' ? JSON.stringify(value, null, 1) : dump(value);
    const text =
      random(3) === 0 ? mutateText(print(data), random) : print(mutateData(data, random));
    const file = path.join(folder, `store.${scheme}`);
    writeFileSync(file, text);
    const out = path.join(folder, 'out.yaml');
    const facts = group.startsWith('rfc')
      ? []
      : [
          '--facts',
          path.join(import.meta.dirname, '../fixtures/golden', group, name, 'facts.json'),
        ];
    const error = await attempt(['generate', `${scheme}:${file}`, ...facts, '-o', out]);
    if (error === undefined) {
      await parseCdf(readFileSync(out, 'utf8'), out);
      rmSync(out);
    } else {
      expectPlaces(
        error,
        ({ file: inFile, line, url, key }) =>
          (inFile !== undefined && (line !== undefined || error.code.startsWith('CONFSTORE'))) ||
          url !== undefined ||
          key !== undefined,
      );
      failures.set(error.code, (failures.get(error.code) ?? 0) + 1);
    }
    expect(
      readdirSync(folder).filter((entry) => !entry.startsWith('store.')),
      `seed ${seed}`,
    ).toEqual([]);
  }
  expect(failures.get('CONFSTORE_INVALID')).toBeGreaterThan(times / 10);
});

test(`${times} mutated CDFs each convert to a valid CDF, or fail with code and position and no file`, async () => {
  const failures = new Map<string, number>();
  const [file, out] = [path.join(folder, 'cdf.yaml'), path.join(folder, 'converted.yaml')];
  for (let seed = 0; seed < times; seed += 1) {
    const random = randomFrom(seed + 1_000_000);
    writeFileSync(file, mutateText(cdfs[random(cdfs.length)] ?? '', random));
    const invalid = await attempt(['validate', file]);
    const error = await attempt([
      'convert',
      file,
      '--cdf-format',
      random(2) === 0 ? '2021' : '2022',
      '-o',
      out,
    ]);
    expect(error?.code, `seed ${seed}`).toBe(invalid?.code);
    if (error === undefined) await parseCdf(readFileSync(out, 'utf8'), out);
    else {
      expectPlaces(
        error,
        ({ file: inFile, line, column }) =>
          inFile === file &&
          ((line !== undefined && column !== undefined) ||
            /documents|holds nothing|UTF-8/.test(error.message)),
      );
      failures.set(error.code, (failures.get(error.code) ?? 0) + 1);
    }
    expect(existsSync(out), `seed ${seed}`).toBe(error === undefined);
    rmSync(out, { force: true });
  }
  expect(failures.get('CDF_SYNTAX')).toBeGreaterThan(times / 20);
  expect(failures.get('CDF_INVALID')).toBeGreaterThan(times / 20);
});
