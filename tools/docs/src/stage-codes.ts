import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExplainedCode } from './catalogues.js';
import { findRaisedCodes } from './raised-codes.js';
import { repository } from './repository.js';

/** Where codes that a stage reports stand, beside its own sources: what stages are made of. */
const parts =
  /^packages\/(devices|os-packages|cluster|configuration|footprint|backup|kv\/src\/stage-kv|base\/src\/files\/remove-paths)\b/;
const houses = [
  'devices',
  'os-packages',
  'cluster',
  'configuration',
  'footprint',
  'backup',
  'kv',
  'base',
];

/** The codes that a stage reports itself or through what it imports of the packages that stages are made of. */
export function codesOfStage(
  folder: string,
  catalogue: readonly ExplainedCode[],
): readonly ExplainedCode[] {
  const own = `packages/${folder}/src`;
  const files = reachedFrom(sourcesIn(own));
  const counts = (file: string): boolean =>
    file.startsWith(own) || (parts.test(file) && files.has(file));
  const raised = [folder, ...houses].flatMap((name) => findRaisedCodes(`${name}/src`));
  const texts = new Set(
    raised.filter(({ place }) => counts(place.replace(/:\d+$/, ''))).map(({ text }) => text),
  );
  texts.delete('USAGE');
  return catalogue.filter(({ code }) => texts.has(code));
}

const text = (file: string): string => readFileSync(path.join(repository, file), 'utf8');

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`);
}

/** Files with all that they import by name, and what that imports. */
function reachedFrom(files: readonly string[]): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) for (const next of importedBy(file)) reached.add(next);
  return reached;
}

function importedBy(file: string): readonly string[] {
  const source = text(file);
  const beside = [...source.matchAll(/(?:from|import\()\s*'(\.[^']*)\.js'/g)].map(([, way = '']) =>
    path.posix.join(path.posix.dirname(file), `${way}.ts`),
  );
  const named = [...source.matchAll(/\{([^{}]*)\}(?: from |[^;{}]*import\(\s*)'@hare\/([\w-]+)'/g)];
  return [
    ...beside,
    ...named.flatMap(([, names = '', house = '']) => behind(house, words(names))),
  ].filter((each) => existsSync(path.join(repository, each)));
}

const words = (names: string): readonly string[] =>
  names.split(',').map((name) =>
    name
      .trim()
      .replace(/^type /, '')
      .replace(/[ :].*/, ''),
  );

/** The files of a package that have what its index exports by these names. */
function behind(house: string, names: readonly string[]): readonly string[] {
  if (!houses.includes(house)) return [];
  const exported = [
    ...text(`packages/${house}/src/index.ts`).matchAll(
      /export \{([^}]*)\} from '\.\/([^']*)\.js'/g,
    ),
  ];
  return exported
    .filter(([, list = '']) => words(list).some((name) => names.includes(name)))
    .map(([, , way = '']) => `packages/${house}/src/${way}.ts`);
}
