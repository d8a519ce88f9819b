import fc from 'fast-check';

/** A secret that can be found again, whole or in pieces. */
export interface Canary {
  readonly value: string;
}

const windowLength = 8;
const letters = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789');
const piece = fc
  .array(fc.constantFrom(...letters), { minLength: 11, maxLength: 11 })
  .map((word) => word.join(''));

/** A secret of one word: what may occur in text without quotes. */
export const word: fc.Arbitrary<Canary> = piece.map((value) => ({ value }));

/** A secret with something in its middle that one format or another has to escape. */
export const awkward: fc.Arbitrary<Canary> = fc
  .tuple(
    piece,
    fc.constantFrom(
      '',
      ' ',
      '"',
      "'",
      '\\',
      '%',
      'ä',
      '€',
      '&',
      '@',
      '/',
      '?',
      '#',
      ':',
      ', ',
      ';',
      '}',
      ']',
      '$',
      '=',
    ),
    piece,
  )
  .map(([first, joint, second]) => ({ value: `${first}${joint}${second}` }));

/** A secret of several lines, as a private key is. */
export const lines: fc.Arbitrary<Canary> = fc.tuple(piece, piece).map(([first, second]) => ({
  value: `-----BEGIN KEY-----\n${first}\n${second}\n-----END KEY-----`,
}));

const spellings: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(JSON.stringify({ seen: value })),
  (value) => encodeURIComponent(value),
  (value) => Buffer.from(value).toString('base64'),
  // As Python's json.dumps writes it.
  (value) =>
    JSON.stringify(value).replace(
      /[^\u0020-\u007e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  // As YAML and a shell quote it.
  (value) => `'${value.replaceAll("'", "''")}'`,
  (value) => `'${value.replaceAll("'", "'\\''")}'`,
];

/** One of the ways in which programs write a text. */
export const spelling: fc.Arbitrary<(value: string) => string> = fc.constantFrom(...spellings);

/** Finds secrets in texts: any eight letters in a row of one of them, or its base64, count. */
export function seeker(
  canaries: Readonly<Record<string, Canary>>,
): (text: string) => readonly string[] {
  const owners = new Map<string, string>();
  for (const [owner, { value }] of Object.entries(canaries)) {
    for (const found of value.replace(/-----[A-Z ]+-----/g, '').match(/[A-Za-z0-9]{11,}/g) ?? [])
      for (let at = 0; at + windowLength <= found.length; at++)
        owners.set(found.slice(at, at + windowLength), owner);
    const encoded = Buffer.from(value).toString('base64').replace(/=+$/, '');
    for (const found of encoded.slice(8).match(/[A-Za-z0-9]{8,}/g) ?? [])
      owners.set(found.slice(0, windowLength), `${owner} in base64`);
  }
  return (text) => {
    const found = new Set<string>();
    for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9]{8,}/g)) {
      for (let at = 0; at + windowLength <= run.length; at++) {
        const owner = owners.get(run.slice(at, at + windowLength));
        if (owner !== undefined)
          found.add(
            `${owner}: …${JSON.stringify(text.slice(Math.max(0, index + at - 60), index + at + 40))}…`,
          );
      }
    }
    return [...found].slice(0, 5);
  };
}
