/** A command line up to the cursor, as bash would take it apart. */
export interface BashLine {
  /** The words before the one at the cursor, without their quotes. */
  readonly words: readonly string[];
  /** The word at the cursor, without its quotes. */
  readonly current: string;
  /** The quote that is open at the cursor. */
  readonly quote: '"' | "'" | undefined;
  /**
   * How much of `current` comes before the part that bash replaces: up to its last word break, or
   * the open quote.
   */
  readonly kept: number;
}

/**
 * Takes a line apart at blanks; `breaks` are the characters at which bash also starts a word to
 * complete (COMP_WORDBREAKS).
 */
export function parseBashLine(line: string, breaks: string): BashLine {
  const words: string[] = [];
  let current = '';
  let started = false;
  let kept = 0;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(line.charAt(at + 1)))
        current += line.charAt((at += 1));
      else current += char;
    } else if (char === '"' || char === "'") {
      [quote, started, kept] = [char, true, current.length];
    } else if (char === '\\') {
      current += line.charAt((at += 1));
      started = true;
    } else if (/\s/.test(char)) {
      if (started) words.push(current);
      [current, started, kept] = ['', false, 0];
    } else {
      current += char;
      started = true;
      if (breaks.includes(char)) kept = current.length;
    }
  }
  return { words: words.slice(1), current, quote, kept };
}

/**
 * A candidate as bash puts it into the line: quoted as the word is, and only the part that bash
 * replaces.
 */
export function bashReply(
  candidate: { readonly text: string; readonly ends: boolean },
  { quote, kept }: BashLine,
): string {
  const text = candidate.text.slice(kept);
  const end = candidate.ends ? ' ' : '';
  if (quote === "'") return text.replaceAll("'", "'\\''");
  if (quote === '"') return text.replace(/["\\$`]/g, '\\$&');
  return text.replace(/[^\w@%+=:,./{}-]/gu, '\\$&') + end;
}
