import { nearestHint } from '@hare/base';
import { usageError } from '@hare/cli';
import { catalogues } from '../catalogues.js';

/** These codes, which `source` names. @throws HareError `USAGE` for a code that does not exist */
export async function knownCodes(
  codes: readonly string[],
  source: string,
): Promise<readonly string[]> {
  if (codes.length === 0) return codes;
  const loaded = await Promise.all(catalogues.map(({ load }) => load()));
  const known = new Set(loaded.flatMap(({ errorCodes }) => Object.keys(errorCodes)));
  for (const code of codes)
    if (!known.has(code))
      throw usageError(
        `${source}: unknown code ${JSON.stringify(code)}`,
        nearestHint(code, known, 'list all codes: hare_setup explain'),
      );
  return codes;
}
