/** A part of a text. */
export interface Range {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

/**
 * The text with each of the parts replaced by a mask. They may overlap, and come in any order: no
 * rule of masking hides a part from another.
 */
export function maskRanges(text: string, ranges: readonly Range[], mask: string): string {
  let [masked, end] = ['', 0];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.start >= end) masked += text.slice(end, range.start) + mask;
    end = Math.max(end, range.end);
  }
  return masked + text.slice(end);
}
