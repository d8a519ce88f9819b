/** Replaces the text from `start` up to `end` (UTF-16 offsets); equal ones insert. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with all splices applied, in linear time. Offsets are those of the given text.
 * Splices may come in any order; insertions at one offset keep the order they were given in.
 * @throws RangeError when two splices overlap: a defect of the format that made them.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort(
    (left, right) => left.start - right.start || left.end - right.end,
  );
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: inserted } of ordered) {
    if (start < done || end < start || end > text.length)
      throw new RangeError(
        `splice ${start}..${end} overlaps the one before it, which ends at ${done}`,
      );
    parts.push(text.slice(done, start), inserted);
    done = end;
  }
  parts.push(text.slice(done));
  const [only, ...others] = parts.filter((part) => part !== '');
  return others.length === 0 ? (only ?? '') : parts.join('');
}

/** Removals, in the order of their places, those that touch or overlap joined. */
export function joinRemovals(removals: readonly Splice[]): readonly Splice[] {
  const joined: Splice[] = [];
  for (const removal of removals) {
    const last = joined.at(-1);
    if (last === undefined || last.end < removal.start) joined.push(removal);
    else
      joined[joined.length - 1] = {
        start: last.start,
        end: Math.max(last.end, removal.end),
        text: '',
      };
  }
  return joined;
}
