/** How many names are remembered at most. */
const slots = 4096;

/**
 * Texts of more characters are seldom the same, and take no copy: the engine makes them a view of
 * the text they are part of.
 */
const longest = 12;

/**
 * The names of maps that were read lately: those of many maps are one string each, which saves a
 * third of a model's memory.
 */
export class KnownNames {
  readonly #names = new Array<string | undefined>(slots);

  /** The part of a text, whose characters have this hash, as a string that others may hold too. */
  take(text: string, start: number, end: number, hash: number): string {
    const slot = hash & (slots - 1);
    const known = this.#names[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start))
      return known;
    const name = text.slice(start, end);
    this.#names[slot] = name;
    return name;
  }

  /**
   * A part of a text; a short one, as names and words that come again and again are, as a string
   * that others may hold too.
   */
  takeShort(text: string, start: number, end: number): string {
    if (end - start > longest) return text.slice(start, end);
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return this.take(text, start, end, hash);
  }
}
