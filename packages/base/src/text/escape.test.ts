import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeData, escapeText } from './escape.js';

/**
 * What no text from outside may bring to a terminal or a log, by numbers: written apart from the
 * code that escapes it.
 */
const ranges: readonly (readonly [number, number])[] = [
  [0, 8],
  [0xb, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
  [0xfeff, 0xfeff],
  [0xd800, 0xdfff],
];

function acts(text: string): boolean {
  return Array.from(text).some((character) =>
    ranges.some(
      ([from, to]) =>
        (character.codePointAt(0) ?? 0) >= from && (character.codePointAt(0) ?? 0) <= to,
    ),
  );
}

describe('escapeText', () => {
  it.each([
    ['\u001b[8mred\u001b[4h', '\\u001b[8mred\\u001b[4h'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b2J', '\\u009b2J'],
    ['a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['half \ud83d of', 'half \\ud83d of'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['10%\r20%', '10%\\r20%'],
    ['tag \u{e0041}', 'tag \\udb40\\udc41'],
    ['\ufeffbom', '\\ufeffbom'],
    ['del\u007f nul\u0000', 'del\\u007f nul\\u0000'],
  ])('shows %j as %j', (text, shown) => {
    expect([
      escapeText(text),
      escapeText(text, 'line'),
      escapeText(text, 'terminal'),
      escapeText(shown, 'line'),
    ]).toEqual([shown, shown, shown, shown]);
  });

  it.each([
    'Größe 5 µm',
    '日本語',
    'ひらがな',
    '👨‍👩‍👧 🙂 🇩🇪',
    'हिन्दी क्‍ष',
    'עברית',
    'العربية',
    'naïve – “quoted” … €',
    'C:\\new\\table',
  ])('keeps ordinary text: %s', (text) => {
    expect([escapeText(text, 'line'), escapeText(text), escapeText(text, 'terminal')]).toEqual([
      text,
      text,
      text,
    ]);
  });

  it('keeps the lines and tabs of a block, and of one line nothing that would end it', () => {
    expect(escapeText('a\tb\nc')).toBe('a\tb\nc');
    expect(escapeText('a\tb\nc', 'line')).toBe('a\\tb\\nc');
  });

  it('keeps on a terminal the colours and erasures that we print, and no other sequence', () => {
    expect(escapeText('\u001b[1m\u001b[31mred\u001b[39m\u001b[22m\r\u001b[2K', 'terminal')).toBe(
      '\u001b[1m\u001b[31mred\u001b[39m\u001b[22m\r\u001b[2K',
    );
    expect(escapeText('\u001b[8mhidden\u001b[2J\u001b]52;c;eA==\u0007\u001b[5m', 'terminal')).toBe(
      '\\u001b[8mhidden\\u001b[2J\\u001b]52;c;eA==\\u0007\\u001b[5m',
    );
  });

  it('leaves nothing that acts, keeps escaped text, and JSON as JSON of the same meaning', () => {
    const text = fc.string({
      unit: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom('\u001b', '\u009b', '\n', '\t', '\\', '"', 'a', '🙂'),
        },
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (outside) => {
        const [line, block] = [escapeText(outside, 'line'), escapeText(outside)];
        expect([acts(line), /[\n\t]/.test(line), acts(block)]).toEqual([false, false, false]);
        expect([
          escapeText(line, 'line'),
          escapeText(block),
          escapeText(block, 'terminal'),
        ]).toEqual([line, block, block]);
        expect(JSON.parse(escapeText(JSON.stringify({ [outside]: [outside] })))).toEqual({
          [outside]: [outside],
        });
      }),
    );
  });
});

describe('escapeData', () => {
  it('escapes names and texts at any depth and keeps everything else', () => {
    expect(
      escapeData({
        'a\u001b\n': [{ b: 'x\u0007\ny', n: 1, none: null, no: undefined, yes: true }],
      }),
    ).toEqual({
      'a\\u001b\\n': [{ b: 'x\\u0007\ny', n: 1, none: null, no: undefined, yes: true }],
    });
  });
});
