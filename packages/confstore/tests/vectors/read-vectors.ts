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

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/vectors/${name}.json`, import.meta.url), 'utf8'));
}
