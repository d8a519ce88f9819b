/**
 * What a text is shown as: one line; lines with tabs; or the same on a terminal, where our own
 * colours and the erasing of our status line stay.
 */
export type ShownAs = 'line' | 'block' | 'terminal';

/**
 * Control characters, halves of characters, what ends a line or turns the direction of others, and
 * what is invisible and joins nothing. Joiners of emoji and scripts stay.
 */
const hidden = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u200b\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]`;

/** Made when something may be hidden, which is seldom: that takes a part of a millisecond. */
let patterns: { readonly line: RegExp; readonly block: RegExp } | undefined;

function hiding(): NonNullable<typeof patterns> {
  return (patterns ??= {
    line: new RegExp(hidden, 'gu'),
    block: new RegExp(String.raw`(?![\n\t])${hidden}`, 'gu'),
  });
}

/** Nothing else is looked at more closely: most texts are plain. */
const notPlain = /[^ -~]/;
const notPlainInBlock = /[^\n\t -~]/;

const escape = '\u001b';
const ownSequence = new RegExp(`(${escape}\\[(?:[0-2]|2[0-9]|3[0-79])m|\\r${escape}\\[2K)`);

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from outside, made safe for people and logs: no character of it can act on a terminal, forge
 * a line or hide another. Written as JSON writes it (`\u001b`), so that JSON stays JSON of the same
 * meaning. Text that is escaped already is unchanged.
 */
export function escapeText(text: string, shownAs: ShownAs = 'block'): string {
  if (shownAs === 'line') return notPlain.test(text) ? text.replace(hiding().line, inJson) : text;
  if (!notPlainInBlock.test(text)) return text;
  if (shownAs === 'block') return text.replace(hiding().block, inJson);
  return text
    .split(ownSequence)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(hiding().block, inJson)))
    .join('');
}

/** A copy of plain data in which every text and name is escaped as a block. */
export function escapeData<T>(data: T): T {
  return escaped(data) as T;
}

function escaped(data: unknown): unknown {
  if (typeof data === 'string') return escapeText(data);
  if (Array.isArray(data)) return data.map(escaped);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [escapeText(name, 'line'), escaped(value)]),
  );
}

function inJson(character: string): string {
  return (
    short[character] ??
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join('')
  );
}
