import { lineStart, nextLine, skipBlanks, startsLine } from '../../edit/lines.js';
import { joinRemovals, type Splice } from '../../edit/splice.js';

/** Entries of a block map, or items of a block list, by offsets. */
export interface BlockEntries {
  readonly column: number;
  readonly entries: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Takes entries with their lines away, and puts new lines after the last one. Comment lines stay
 * where they are.
 */
export function blockSplices(
  text: string,
  block: BlockEntries,
  removed: ReadonlySet<number>,
  added: readonly string[],
  lineEnd: string,
): readonly Splice[] {
  const { entries, column } = block;
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError('a block has at least one entry');
  const indent = ' '.repeat(column);
  const startsInline = text.slice(lineStart(text, first.start), first.start).trim() !== '';
  if (startsInline && removed.size === entries.length)
    return [
      { start: first.start, end: contentEnd(text, last.end), text: added.join(lineEnd + indent) },
    ];
  const removals: Splice[] = [];
  let from = 0;
  if (startsInline && removed.has(0)) {
    let end = nextThing(text, first.end);
    for (from = 1; removed.has(from) && entries[from]?.start === end; from++)
      end = nextThing(text, entries[from]?.end ?? end);
    removals.push({ start: first.start, end, text: '' });
  }
  for (const [at, entry] of entries.entries())
    if (at >= from && removed.has(at))
      removals.push({
        start: lineStart(text, entry.start),
        end: afterLine(text, entry.end),
        text: '',
      });
  const before = entries.findLast((_entry, at) => !removed.has(at))?.end;
  const splices = joinRemovals(removals).map((removal) => withoutOpenEnd(text, removal, before));
  if (added.length > 0) {
    const at = afterLine(text, last.end);
    splices.push({
      start: at,
      end: at,
      text: isLineStart(text, at)
        ? added.map((line) => indent + line + lineEnd).join('')
        : added.map((line) => lineEnd + indent + line).join(''),
    });
  }
  return splices;
}

/** The offset of the line after a value; for a block scalar, which ends there, its end. */
export function afterLine(text: string, end: number): number {
  return isLineStart(text, end) ? end : nextLine(text, end);
}

/** Where a value ends without the line end that a block scalar includes. */
export function contentEnd(text: string, end: number): number {
  if (!isLineStart(text, end)) return end;
  return text.slice(end - 2, end) === '\r\n' ? end - 2 : end - 1;
}

/** True at the start of a line that is not the first. */
function isLineStart(text: string, at: number): boolean {
  return at > 0 && startsLine(text, at);
}

/**
 * Where the file has no line end at its end, a removal up to there takes the line end before it
 * instead; but not from a block scalar, whose value it belongs to.
 */
function withoutOpenEnd(text: string, removal: Splice, before: number | undefined): Splice {
  const { start, end } = removal;
  const open =
    end === text.length && !isLineStart(text, end) && isLineStart(text, start) && before !== start;
  return open ? { start: contentEnd(text, start), end, text: '' } : removal;
}

/** The first comment or entry on the lines after a value. */
function nextThing(text: string, end: number): number {
  let at = afterLine(text, end);
  for (;;) {
    const thing = skipBlanks(text, at);
    if (thing >= text.length || !/[\r\n]/.test(text.charAt(thing))) return thing;
    at = nextLine(text, thing);
  }
}
