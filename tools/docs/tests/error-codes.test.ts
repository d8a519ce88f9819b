import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ErrorMeaning } from '@hare/base';
import { expect, test } from 'vitest';
import { catalogues as explained } from 'hare_setup';
import { listWorkspaces, repository } from '../../workspace/manifests.mjs';

const inRepository = (file: string): string => path.join(repository, file);
type Catalogue = Readonly<Record<string, ErrorMeaning>>;

const { mayUse } = createRequire(import.meta.url)('../../verify/layers.cjs') as {
  readonly mayUse: ReadonlyMap<string, readonly string[]>;
};
const workspaces = listWorkspaces();
const packages = workspaces.map(({ name }) => name);
const catalogues = new Map(
  await Promise.all(
    packages.map(async (folder): Promise<[string, Catalogue]> => [
      folder,
      await catalogueOf(folder),
    ]),
  ),
);
const sources = new Map(packages.map((folder) => [folder, sourcesOf(folder)]));

async function catalogueOf(folder: string): Promise<Catalogue> {
  const file = inRepository(`packages/${folder}/src/error-codes.ts`);
  return existsSync(file)
    ? ((await import(file)) as { readonly errorCodes: Catalogue }).errorCodes
    : {};
}

/** What a package is made of, its catalogue and tests aside. */
function sourcesOf(folder: string): string {
  const root = inRepository(`packages/${folder}/src`);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(\.test|-codes)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
}

test.each(packages.filter((folder) => Object.keys(catalogues.get(folder) ?? {}).length > 0))(
  'every code in the catalogue of %s is in its sources or in those of a package that uses it',
  (folder) => {
    const users = packages.filter(
      (name) => name === folder || (mayUse.get(name) ?? []).includes(folder),
    );
    // The schemas of base say what kind of finding it is, @hare/cdf puts CDF_ or KEY_ before it.
    if (folder === 'cdf') users.push('base');
    const text = users.map((name) => sources.get(name) ?? '').join('\n');
    const spellings = (code: string): readonly string[] =>
      folder === 'cdf' ? [`'${code}'`, `'${code.slice(4)}'`, `_${code.slice(4)}\``] : [`'${code}'`];
    expect(
      Object.keys(catalogues.get(folder) ?? {}).filter(
        (code) => !spellings(code).some((spelling) => text.includes(spelling)),
      ),
    ).toEqual([]);
  },
);

test.each(
  packages.filter(
    (folder) =>
      folder !== 'base' && existsSync(inRepository(`packages/${folder}/src/error-codes.ts`)),
  ),
)('the compiler knows the codes of %s, also where the package is installed', (folder) => {
  const read = (file: string): string =>
    readFileSync(inRepository(`packages/${folder}/src/${file}`), 'utf8');
  expect(read('error-codes.ts')).toContain(
    'interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}',
  );
  expect(read('index.ts')).toMatch(/^export .* from '\.\/error-codes\.js';$/m);
});

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
  const withCodes = workspaces.filter(
    ({ name }) => Object.keys(catalogues.get(name) ?? {}).length > 0,
  );
  expect(explained.map(({ packageName }) => packageName).sort()).toEqual(
    withCodes.map(({ manifest }) => manifest.name).sort(),
  );
});
