import { type Cursor, type Field, integer, optional } from '@hare/base/schema';

/** A field that says how long a list beside it is: a hint that must not disagree. */
export function countOf(list: string): Field<number | undefined> {
  return optional(
    integer({ min: 0 }),
    `How many items ${list} has; absent means as many as there are.`,
  );
}

/** Reports a count that disagrees with its list. */
export function checkCount(
  at: Cursor,
  name: string,
  count: number | undefined,
  list: string,
  items: readonly unknown[] | undefined,
): void {
  const length = items?.length ?? 0;
  if (count === undefined || count === length) return;
  at.child(name).report(
    'COUNT',
    `is ${count}, but ${list} has ${length} ${length === 1 ? 'item' : 'items'}`,
    `set ${name} to ${length}, remove it, or mend ${list}`,
  );
}
