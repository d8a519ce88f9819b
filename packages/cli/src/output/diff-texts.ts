import type { DiffLine } from './unified-diff.js';

/**
 * The fewest lines to take out of one text and put into it to have the other (Myers, O(ND));
 * undefined when that takes more than `maxEdits` of them.
 */
export function diffTexts(
  before: string,
  after: string,
  maxEdits: number,
): readonly DiffLine[] | undefined {
  const [a, b] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(a.length, b.length) - head;
  while (tail < shorter && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = edits(a.slice(head, a.length - tail), b.slice(head, b.length - tail), maxEdits);
  return middle === undefined
    ? undefined
    : [...a.slice(0, head).map(both), ...middle, ...a.slice(a.length - tail).map(both)];
}

/** Lines with what ends them, so that a missing end of line is a difference. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function both(text: string): DiffLine {
  return { kind: 'both', text };
}

function edits(
  a: readonly string[],
  b: readonly string[],
  maxEdits: number,
): readonly DiffLine[] | undefined {
  if (a.length === 0 || b.length === 0)
    return [
      ...a.map((text): DiffLine => ({ kind: 'before', text })),
      ...b.map((text): DiffLine => ({ kind: 'after', text })),
    ];
  /** After each number of edits: how far in `a` each diagonal reaches. */
  const rounds: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let count = 0; count <= Math.min(maxEdits, a.length + b.length); count += 1) {
    rounds.push(reach);
    const next = new Map<number, number>();
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      let x = begin(reach, diagonal, count);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, rounds);
    }
    reach = next;
  }
  return undefined;
}

/** Where a diagonal begins: a line of `b` more from the one above, or one of `a` less from below. */
function begin(reach: ReadonlyMap<number, number>, diagonal: number, count: number): number {
  return isFromAbove(reach, diagonal, count)
    ? (reach.get(diagonal + 1) ?? 0)
    : (reach.get(diagonal - 1) ?? 0) + 1;
}

function wayBack(
  a: readonly string[],
  b: readonly string[],
  rounds: readonly ReadonlyMap<number, number>[],
): readonly DiffLine[] {
  const way: DiffLine[] = [];
  let [x, y] = [a.length, b.length];
  for (let count = rounds.length - 1; count >= 0; count -= 1) {
    const diagonal = x - y;
    const reach = rounds[count] ?? new Map<number, number>();
    const start = begin(reach, diagonal, count);
    for (; x > start; x -= 1, y -= 1) way.push(both(a[x - 1] ?? ''));
    if (count === 0) break;
    if (isFromAbove(reach, diagonal, count)) way.push({ kind: 'after', text: b[(y -= 1)] ?? '' });
    else way.push({ kind: 'before', text: a[(x -= 1)] ?? '' });
  }
  return way.reverse();
}

function isFromAbove(reach: ReadonlyMap<number, number>, diagonal: number, count: number): boolean {
  return (
    diagonal === -count ||
    (diagonal !== count && (reach.get(diagonal - 1) ?? 0) < (reach.get(diagonal + 1) ?? 0))
  );
}
