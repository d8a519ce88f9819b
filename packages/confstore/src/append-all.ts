/** Puts items at the end of a list; `push(...items)` fails beyond some hundred thousand. */
export function appendAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
