/**
 * Puts items at the end of a list; `push(...items)` would fail beyond some hundred thousand of
 * them.
 */
export function appendAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
