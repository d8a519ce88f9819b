import { isDeepStrictEqual } from 'node:util';

/** Files that hctl makes anew, spaced in its own way, when it bootstraps with --mkfs. */
const remade = /^consul-(?:server|client)-conf\//;

/**
 * Whether a generated file says what it should: to the byte, and where hctl makes it anew, by
 * meaning.
 */
export function isSameConfigFile(name: string, found: Buffer, wanted: string): boolean {
  return (
    found.equals(Buffer.from(wanted)) ||
    (remade.test(name) && isDeepStrictEqual(parse(found.toString()), JSON.parse(wanted)))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
