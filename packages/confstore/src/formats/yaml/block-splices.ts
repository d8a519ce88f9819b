import { lineStart, nextLine, skipBlanks, startsLine } from '../../edit/lines.js';
import { joinRemovals, type Splice } from '../../edit/splice.js';
import type { YamlNode } from './yaml-tree.js';

/** Takes entries or items with their lines away, and puts new lines after the last one. */
export function blockSplices(
  text: string,
  { items, column }: YamlNode,
  removed: ReadonlySet<number>,
  added: readonly string[],
  newLine: string,
): readonly Splice[] {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError('a block has at least one entry');
  const indent = ' '.repeat(column);
  const startsInline = text.slice(lineStart(text, first.start), first.start).trim() !== '';
  if (startsInline && removed.size === items.length) {
    const end = contentEnd(text, last.end);
    return [{ start: first.start, end, text: added.join(newLine + indent) }];
  }
  const removals: Splice[] = [];
  let from = 0;
  if (startsInline && removed.has(0)) {
    let end = nextThing(text, first.end);
    for (from = 1; removed.has(from) && items[from]?.start === end; from++)
      end = nextThing(text, items[from]?.end ?? end);
    removals.push({ start: first.start, end, text: '' });
  }
  for (const [at, { start, end }] of items.entries())
    if (at >= from && removed.has(at))
      removals.push({ start: lineStart(text, start), end: afterLine(text, end), text: '' });
  const before = items.findLast((_item, at) => !removed.has(at))?.end;
  const splices = joinRemovals(removals).map((removal) => withoutOpenEnd(text, removal, before));
  if (added.length === 0) return splices;
  const at = afterLine(text, last.end);
  const isLine = isLineStart(text, at);
  const lines = added.map((line) => (isLine ? indent + line + newLine : newLine + indent + line));
  return [...splices, { start: at, end: at, text: lines.join('') }];
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
