import { nearestHint } from '@hare/base';
import { usageError } from '@hare/cli';
import { catalogues } from '../catalogues.js';

/** Codes to ignore, and who names them. @throws HareError `USAGE` for a code that does not exist */
export async function knownCodes(
  given: readonly { readonly code: string; readonly source: string }[],
): Promise<ReadonlySet<string>> {
  if (given.length === 0) return new Set();
  const loaded = await Promise.all(catalogues.map(({ load }) => load()));
  const known = new Set(loaded.flatMap(({ errorCodes }) => Object.keys(errorCodes)));
  for (const { code, source } of given)
    if (!known.has(code))
      throw usageError(
        `${source}: unknown code ${JSON.stringify(code)}`,
        nearestHint(code, known, 'list all codes: hare_setup explain'),
      );
  return new Set(given.map(({ code }) => code));
}
