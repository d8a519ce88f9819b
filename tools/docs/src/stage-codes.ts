import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExplainedCode } from './catalogues.js';
import { findRaisedCodes } from './raised-codes.js';
import { repository } from './repository.js';

/**
 * The codes that a stage reports itself or through the parts of @hare/stage that it is made of
 * (`@hare/stage/devices`).
 */
export function codesOfStage(
  folder: string,
  catalogue: readonly ExplainedCode[],
): readonly ExplainedCode[] {
  const parts = [
    ...new Set(
      importsOf(path.join(repository, 'packages', folder, 'src')).filter((name) =>
        existsSync(path.join(repository, 'packages/stage/src', name)),
      ),
    ),
  ];
  const texts = new Set(
    [`${folder}/src`, ...parts.map((part) => `stage/src/${part}`)].flatMap((place) =>
      findRaisedCodes(place).map(({ text }) => text),
    ),
  );
  texts.delete('USAGE');
  return catalogue.filter(({ code }) => texts.has(code));
}

/** The sub-paths of @hare/stage that the sources import. */
function importsOf(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/'@hare\/stage\/(\w+)'/g)].map(
        ([, name = '']) => name,
      ),
    );
}
