/** How many names are remembered at most. */
const slots = 4096;

/** The names of maps that were read lately: those of many maps are one string each, which saves a third of a model's memory. */
export class KnownNames {
  readonly #names = new Array<string | undefined>(slots);

  /** The part of a text, whose characters have this hash, as a string that others may hold too. */
  take(text: string, start: number, end: number, hash: number): string {
    const slot = hash & (slots - 1);
    const known = this.#names[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
    const name = text.slice(start, end);
    this.#names[slot] = name;
    return name;
  }
}
