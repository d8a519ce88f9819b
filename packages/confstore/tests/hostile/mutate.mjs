// Mutations of documents, the same for the same seed.

/** A generator of numbers from 0 up to 1 (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pieces = [
  '"',
  "'",
  '"""',
  "'''",
  '{',
  '}',
  '[',
  ']',
  '[[',
  ']]',
  ',',
  ':',
  ': ',
  '=',
  ' = ',
  '- ',
  '#',
  ' # ',
  ';',
  '\\',
  '\\u12',
  '\n',
  '\r',
  '\r\n',
  '\n  ',
  '\t',
  '\0',
  '\ufeff',
  '\u2028',
  '\u00e9',
  '&a ',
  '*a',
  '<<: ',
  '? ',
  '| ',
  '>-\n',
  '!!str ',
  '!x ',
  '%',
  '---\n',
  '...\n',
  '//',
  '/*',
  '*/',
  '.',
  '..',
  '0x',
  '1e999',
  '-',
  '+',
  '_',
  'null',
  'true',
  '__proto__',
  'constructor',
  '{'.repeat(50),
  '['.repeat(50),
  '(',
  '~',
  '`',
  '@',
];

/** A copy of some bytes with one to eight random changes. */
export function mutate(bytes, random) {
  let result = bytes;
  const changes = 1 + Math.floor(random() * random() * 8);
  for (let each = 0; each < changes; each += 1)
    result = kinds[Math.floor(random() * kinds.length)](result, random);
  return result;
}

const at = (bytes, random) => Math.floor(random() * (bytes.length + 1));
const range = (bytes, random) => {
  const start = at(bytes, random);
  return [start, Math.min(bytes.length, start + 1 + Math.floor(random() * random() * 40))];
};
const splice = (bytes, start, end, insert) =>
  Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(end)]);

const kinds = [
  (bytes, random) => splice(bytes, ...range(bytes, random), Buffer.alloc(0)),
  (bytes, random) => {
    const [start, end] = range(bytes, random);
    const target = at(bytes, random);
    return splice(bytes, target, target, bytes.subarray(start, end));
  },
  (bytes, random) => {
    const target = at(bytes, random);
    return splice(bytes, target, target, Buffer.from(pieces[Math.floor(random() * pieces.length)]));
  },
  (bytes, random) =>
    splice(
      bytes,
      ...range(bytes, random),
      Buffer.from(pieces[Math.floor(random() * pieces.length)]),
    ),
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
    return copy;
  },
  (bytes, random) => (random() < 0.2 ? bytes.subarray(0, at(bytes, random)) : bytes),
];
