import {
  blankLineStart,
  endsLine,
  indentationAt,
  nextLine,
  skipBlanks,
  skipBlanksBack,
} from './lines.js';
import { joinRemovals, type Splice } from './splice.js';

/** Items with commas between: of JSON, flow collections of YAML, arrays and braces of TOML. */
export interface SeparatedItems {
  /** The offset after the opening bracket. */
  readonly open: number;
  /** The offset of the closing bracket. */
  readonly close: number;
  readonly items: readonly SeparatedItem[];
}

export interface SeparatedItem {
  readonly start: number;
  readonly end: number;
  /** The offset of the comma after it. */
  readonly comma: number | undefined;
}

/** How new items are laid out in a container: on lines of their own, or one after the other. */
export type ItemStyle =
  | { readonly kind: 'lines'; readonly indent: string }
  | { readonly kind: 'inline'; readonly gap: string };

/** The end of a comment that starts at an offset, without its line end; else undefined. */
export type SkipComment = (text: string, at: number) => number | undefined;

/** How a container with items writes them; undefined for an empty one. */
export function itemStyle(text: string, container: SeparatedItems): ItemStyle | undefined {
  const last = container.items.at(-1);
  if (last === undefined) return undefined;
  const before = container.items.at(-2);
  const between = text.slice(
    before === undefined ? container.open : (before.comma ?? before.end) + 1,
    last.start,
  );
  if (/[\r\n]/.test(between)) return { kind: 'lines', indent: indentationAt(text, last.start) };
  return {
    kind: 'inline',
    gap: before === undefined ? ' ' : /^[ \t]*/.exec(between)?.[0] === '' ? '' : ' ',
  };
}

/** How new items are written into a container: all that the splices of one need to know. */
export interface ItemEdit {
  readonly text: string;
  readonly container: SeparatedItems;
  readonly style: ItemStyle;
  readonly newLine: string;
  readonly skipComment: SkipComment;
}

/** Takes items with their lines and comments away, and puts new ones at the end. */
export function separatedSplices(
  edit: ItemEdit,
  removed: ReadonlySet<number>,
  added: readonly string[],
): readonly Splice[] {
  const { items } = edit.container;
  const lastKept = items.findLastIndex((_item, at) => !removed.has(at));
  const kept = items[lastKept];
  const gap = edit.style.kind === 'lines' ? edit.newLine + edit.style.indent : edit.style.gap;
  if (kept === undefined) return added.length === 0 ? emptied(edit) : replaced(edit, added, gap);
  const gone = items.flatMap((item, at) =>
    removed.has(at) ? [removal(edit, item, at > lastKept)] : [],
  );
  const splices = [...joinRemovals(gone)];
  const { comma, end } = kept;
  if (added.length === 0) {
    const isLast = lastKept === items.length - 1;
    if (comma !== undefined && !isLast) splices.push({ start: comma, end: comma + 1, text: '' });
    return splices;
  }
  if (comma === undefined) splices.push({ start: end, end, text: ',' });
  const from = comma === undefined ? end : comma + 1;
  const to = edit.style.kind === 'lines' ? afterComments(edit, from) : from;
  splices.push({ start: to, end: to, text: added.map((item) => gap + item).join(',') });
  return splices;
}

/** Nothing stays but comments above what went. */
function emptied(edit: ItemEdit): readonly Splice[] {
  const { open, close, items } = edit.container;
  const splices = joinRemovals(items.map((item) => removal(edit, item, true)));
  const commas = items.flatMap(({ comma }) =>
    comma === undefined || splices.some(({ start, end }) => start <= comma && comma < end)
      ? []
      : [{ start: comma, end: comma + 1, text: '' }],
  );
  const all = [...splices, ...commas];
  let left = '';
  let done = open;
  for (const { start, end } of [...all].sort((a, b) => a.start - b.start)) {
    left += edit.text.slice(done, Math.max(done, start));
    done = Math.max(done, end);
  }
  left += edit.text.slice(done, close);
  return left.trim() === '' ? [{ start: open, end: close, text: '' }] : all;
}

/** New items take the place of the first; the others go. */
function replaced(edit: ItemEdit, added: readonly string[], gap: string): readonly Splice[] {
  const [first, ...others] = edit.container.items;
  if (first === undefined) throw new RangeError('an empty container has no items to replace');
  const after = afterItem(first);
  const comment = afterComments(edit, after);
  const end = endsLine(edit.text, skipBlanks(edit.text, comment)) ? comment : after;
  const gone = joinRemovals(others.map((item) => removal(edit, item, true)));
  return [
    { start: first.start, end, text: added.join(`,${gap}`) },
    ...gone.map((splice) => ({ ...splice, start: Math.max(splice.start, end) })),
  ];
}

/** The offset after an item and its comma. */
export function afterItem({ end, comma }: SeparatedItem): number {
  return comma === undefined ? end : comma + 1;
}

/** Takes one item away with the comma after it; `atEnd` when no item that stays follows. */
function removal(edit: ItemEdit, item: SeparatedItem, atEnd: boolean): Splice {
  const { text } = edit;
  const { start } = item;
  const end = afterItem(item);
  const comment = skipBlanks(text, afterComments(edit, end));
  const line = blankLineStart(text, start);
  if (line !== undefined && endsLine(text, comment))
    return { start: line, end: nextLine(text, comment), text: '' };
  const after = skipBlanks(text, end);
  if (!atEnd && !endsLine(text, after)) return { start, end: after, text: '' };
  return { start: line === undefined ? skipBlanksBack(text, start) : start, end, text: '' };
}

/** The end of the comments that follow on the same line; `at` itself when there are none. */
function afterComments({ text, skipComment }: ItemEdit, at: number): number {
  let end = at;
  for (;;) {
    const comment = skipComment(text, skipBlanks(text, end));
    if (comment === undefined) return end;
    end = comment;
  }
}
