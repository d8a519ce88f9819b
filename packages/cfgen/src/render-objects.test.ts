import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { escapeForDhall } from './render-objects.js';

/** What Dhall makes of a multi-line text literal whose lines have no common indentation. */
function dhallValue(literal: string): string {
  const inner = /^''\n([^]*)''\n$/.exec(literal)?.[1];
  if (inner === undefined) throw new Error('no multi-line literal');
  let value = '';
  for (let rest = inner; rest !== '';) {
    const quote = '${"\'"}';
    const [escape, meaning] = rest.startsWith(quote)
      ? [quote, "'"]
      : rest.startsWith("'''")
        ? ["'''", "''"]
        : rest.startsWith("''${")
          ? ["''${", '${']
          : [rest.charAt(0), rest.charAt(0)];
    if (rest.startsWith("''") && escape.length === 1) throw new Error('the literal ends early');
    if (rest.startsWith('${') && escape !== quote) throw new Error('an interpolation');
    value += meaning;
    rest = rest.slice(escape.length);
  }
  return value;
}

test('the value of the literal is the text, whatever quotes and dollars it holds', () => {
  const line = fc
    .string({ unit: fc.constantFrom("'", '$', '{', 'a', '\n(') })
    .map((text) => `(${text})\n`);
  fc.assert(
    fc.property(line, (text) => dhallValue(`''\n${escapeForDhall(text)}''\n`) === text),
    { numRuns: inject('limits').lawRuns },
  );
});

test('it looks like this', () => {
  expect(escapeForDhall('(sdev-0 filename="/dev/a${b}\'\'c")\n')).toBe(
    "(sdev-0 filename=\"/dev/a''${b}'''c\")\n",
  );
});
