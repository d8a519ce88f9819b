import { readFileSync } from 'node:fs';
import type { CommandVector, LibraryVector } from './vector.js';

/** The cases of a backend that are to be matched. */
export function readLibraryVectors(name: string): readonly LibraryVector[] {
  return (readJson(name) as readonly LibraryVector[]).filter(({ sane }) => sane);
}

/** The calls of the command that are to be matched. */
export function readCommandVectors(): readonly CommandVector[] {
  return (readJson('cli') as readonly CommandVector[]).filter(({ sane }) => sane);
}

/** The files of recorded library calls, but for those of the backend consul. */
export const libraryVectorFiles = [
  'dict',
  'json',
  'yaml',
  'toml',
  'ini',
  'properties',
  'dir',
  'lifecycle',
] as const;

/** A case that talks to a Consul. */
export function needsConsul({ ops, others }: LibraryVector): boolean {
  return JSON.stringify([ops, others]).includes('{consul}');
}

/** A call that talks to a Consul. */
export function commandNeedsConsul({ consul_kv: keys, argv }: CommandVector): boolean {
  return keys !== undefined || JSON.stringify(argv).includes('{consul}');
}

function readJson(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../fixtures/vectors/${name}.json`, import.meta.url), 'utf8'),
  );
}
