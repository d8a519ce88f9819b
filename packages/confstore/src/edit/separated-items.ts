import {
  blankLineStart,
  endsLine,
  indentationAt,
  nextLine,
  skipBlanks,
  skipBlanksBack,
} from './lines.js';
import { joinRemovals, type Splice } from './splice.js';

/**
 * A container whose items have commas between them: maps and lists of JSON, flow collections of
 * YAML, arrays and inline tables of TOML.
 */
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

/**
 * How new items stand in a container: each on its own line with an indentation, or one after the
 * other.
 */
export type ItemStyle =
  | { readonly kind: 'lines'; readonly indent: string }
  | { readonly kind: 'inline'; readonly gap: string };

/**
 * The end of a comment that starts at an offset; undefined when none does there. A comment up to
 * the line end does not include it.
 */
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

/**
 * The splices that take items away and put new ones (as text) at the end.
 * What goes takes its lines with it, and comments on them; what stays keeps its comments.
 */
export function separatedSplices(
  text: string,
  container: SeparatedItems,
  removed: ReadonlySet<number>,
  added: readonly string[],
  style: ItemStyle,
  lineEnd: string,
  skipComment: SkipComment,
): readonly Splice[] {
  const { items } = container;
  let lastKept = items.length - 1;
  while (lastKept >= 0 && removed.has(lastKept)) lastKept--;
  const kept = items[lastKept];
  const gap = style.kind === 'lines' ? lineEnd + style.indent : style.gap;
  if (kept === undefined) return replaceAll(text, container, added, gap, skipComment);
  const splices = [
    ...joinRemovals(
      items.flatMap((item, at) =>
        removed.has(at) ? [removal(text, item, at > lastKept, skipComment)] : [],
      ),
    ),
  ];
  if (added.length === 0) {
    if (kept.comma !== undefined && lastKept < items.length - 1)
      splices.push({ start: kept.comma, end: kept.comma + 1, text: '' });
    return splices;
  }
  if (kept.comma === undefined) splices.push({ start: kept.end, end: kept.end, text: ',' });
  const from = kept.comma === undefined ? kept.end : kept.comma + 1;
  const to = style.kind === 'lines' ? afterComments(text, from, skipComment) : from;
  splices.push({ start: to, end: to, text: added.map((item) => gap + item).join(',') });
  return splices;
}

/**
 * Nothing stays: new items take the place of the first that goes; without new ones the container is
 * empty, but for comments above what went.
 */
function replaceAll(
  text: string,
  container: SeparatedItems,
  added: readonly string[],
  gap: string,
  skipComment: SkipComment,
): readonly Splice[] {
  const [first, ...others] = container.items;
  if (first === undefined) throw new RangeError('an empty container has no items to replace');
  if (added.length === 0) {
    const splices = joinRemovals(
      container.items.map((item) => removal(text, item, true, skipComment)),
    );
    const commas = container.items.flatMap(({ comma }) =>
      comma === undefined || splices.some(({ start, end }) => start <= comma && comma < end)
        ? []
        : [{ start: comma, end: comma + 1, text: '' }],
    );
    const left = remainder(
      text.slice(container.open, container.close),
      [...splices, ...commas],
      container.open,
    );
    return left.trim() === ''
      ? [{ start: container.open, end: container.close, text: '' }]
      : [...splices, ...commas];
  }
  const end = first.comma === undefined ? first.end : first.comma + 1;
  const comment = afterComments(text, end, skipComment);
  const replaced = {
    start: first.start,
    end: endsLine(text, skipBlanks(text, comment)) ? comment : end,
    text: added.join(`,${gap}`),
  };
  return [
    replaced,
    ...joinRemovals(others.map((item) => removal(text, item, true, skipComment))).map((splice) => ({
      ...splice,
      start: Math.max(splice.start, replaced.end),
    })),
  ];
}

function remainder(inside: string, splices: readonly Splice[], offset: number): string {
  let left = '';
  let done = 0;
  for (const { start, end } of [...splices].sort((a, b) => a.start - b.start)) {
    left += inside.slice(done, Math.max(done, start - offset));
    done = Math.max(done, end - offset);
  }
  return left + inside.slice(done);
}

/** Takes one item away with the comma after it; `atEnd` when no item that stays follows. */
function removal(
  text: string,
  item: SeparatedItem,
  atEnd: boolean,
  skipComment: SkipComment,
): Splice {
  const end = item.comma === undefined ? item.end : item.comma + 1;
  const comment = skipBlanks(text, afterComments(text, end, skipComment));
  const line = blankLineStart(text, item.start);
  if (line !== undefined && endsLine(text, comment))
    return { start: line, end: nextLine(text, comment), text: '' };
  const after = skipBlanks(text, end);
  if (atEnd || endsLine(text, after))
    return {
      start: line === undefined ? skipBlanksBack(text, item.start) : item.start,
      end,
      text: '',
    };
  return { start: item.start, end: after, text: '' };
}

/** The end of the comments that follow on the same line; `at` itself when there are none. */
function afterComments(text: string, at: number, skipComment: SkipComment): number {
  let end = at;
  for (;;) {
    const comment = skipComment(text, skipBlanks(text, end));
    if (comment === undefined) return end;
    end = comment;
  }
}
