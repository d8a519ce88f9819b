import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ErrorMeaning } from '@hare/base';
import { expect, test } from 'vitest';
import { catalogues as explained } from 'hare_setup';
import { findRaisedCodes } from '../src/raised-codes.js';
import { repository } from '../src/repository.js';

const inRepository = (file: string): string => path.join(repository, file);
type Catalogue = Readonly<Record<string, ErrorMeaning>>;

const nameOf = (folder: string): string =>
  (
    JSON.parse(readFileSync(inRepository(`packages/${folder}/package.json`), 'utf8')) as {
      readonly name: string;
    }
  ).name;
const { mayUse } = createRequire(import.meta.url)('../../verify/layers.cjs') as {
  readonly mayUse: ReadonlyMap<string, readonly string[]>;
};
const packages = readdirSync(inRepository('packages')).filter((folder) =>
  existsSync(inRepository(`packages/${folder}/package.json`)),
);
const catalogues = new Map(
  await Promise.all(
    packages.map(async (folder): Promise<[string, Catalogue]> => [
      folder,
      await catalogueOf(folder),
    ]),
  ),
);
/** What the schemas of base find gets its code from the document that is read: in cdf. */
const inSchemas = findRaisedCodes('base/src/schema');
const raised = new Map(
  packages.map((folder) => {
    const codes = findRaisedCodes(`${folder}/src`);
    if (folder === 'cdf') return [folder, [...codes, ...inSchemas]];
    return [folder, codes.filter(({ place }) => !place.startsWith('packages/base/src/schema/'))];
  }),
);

async function catalogueOf(folder: string): Promise<Catalogue> {
  const file = inRepository(`packages/${folder}/src/error-codes.ts`);
  return existsSync(file)
    ? ((await import(file)) as { readonly errorCodes: Catalogue }).errorCodes
    : {};
}

/**
 * A finding about a document gets its code from what was read: `MISSING` becomes `CDF_MISSING` or
 * `KEY_MISSING`.
 */
const spellings = (text: string): readonly string[] => [text, `CDF_${text}`, `KEY_${text}`];

test.each(packages)(
  'every code that %s can report is explained in its catalogue or in that of a package above it',
  (folder) => {
    const known = [folder, ...(mayUse.get(folder) ?? [])].map((name) => catalogues.get(name) ?? {});
    const unknown = (raised.get(folder) ?? []).filter(
      ({ text }) => !spellings(text).some((code) => known.some((catalogue) => code in catalogue)),
    );
    expect(unknown).toEqual([]);
  },
);

test('the search for codes finds them in every way in which they are reported', () => {
  const texts = new Map(
    packages.map((folder) => [folder, new Set((raised.get(folder) ?? []).map(({ text }) => text))]),
  );
  // In turn: in a constructor, by a function of its own, as a default, one of two words, in a
  // verdict, without an underscore.
  for (const [folder, code] of [
    ['confstore', 'KEY_SYNTAX'],
    ['confstore', 'DIR_ESCAPE'],
    ['stage', 'STEP_NOT_EFFECTIVE'],
    ['cdf', 'MISSING'],
    ['cluster', 'CONFD_DIFFERS'],
    ['confstore', 'SYNTAX'],
  ] as const) {
    expect(texts.get(folder)?.has(code), code).toBe(true);
  }
});

test.each(packages)(
  'every code in the catalogue of %s is reported by it or by a package below it',
  (folder) => {
    const users = packages.filter(
      (name) => name === folder || (mayUse.get(name) ?? []).includes(folder),
    );
    const reported = new Set(
      users.flatMap((name) => raised.get(name) ?? []).flatMap(({ text }) => spellings(text)),
    );
    // The findings of @hare/cdf make these two from the prefix of what is read.
    const made = folder === 'cdf' ? ['CDF_TOO_LARGE', 'KEY_TOO_LARGE'] : [];
    expect(
      Object.keys(catalogues.get(folder) ?? {}).filter(
        (code) => !reported.has(code) && !made.includes(code),
      ),
    ).toEqual([]);
  },
);

test.each(packages)('%s explains every code by whole sentences', (folder) => {
  for (const [code, { about, remedy }] of Object.entries(catalogues.get(folder) ?? {})) {
    expect(about, code).toMatch(/^\S+ .{8,}[.;]$/);
    // What to do, then `: ` and commands, or a full stop where there is none.
    expect(remedy, code).toMatch(/^[A-Z].{10,}(\.|: \S.*[^.])$/);
  }
});

test('a code that two packages explain is meant differently by them', () => {
  const owners = [...catalogues].flatMap(([folder, catalogue]) =>
    Object.keys(catalogue).map((code) => ({ code, folder })),
  );
  const twice = owners
    .filter(({ code }, index) => owners.findIndex((other) => other.code === code) !== index)
    .map(({ code }) => code);
  // confstore: a key that a source lacks, a document with several problems; cdf: a key of a
  // dialect, a ConfStore with several problems.
  expect(twice.toSorted()).toEqual(['CONFSTORE_INVALID', 'KEY_MISSING']);
});

test('hare_setup explain knows the catalogue of every package', () => {
  const withCodes = packages.filter(
    (folder) => Object.keys(catalogues.get(folder) ?? {}).length > 0,
  );
  expect(explained.map(({ packageName }) => packageName).sort()).toEqual(
    withCodes.map(nameOf).sort(),
  );
});
