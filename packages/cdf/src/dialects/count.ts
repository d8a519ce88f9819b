import { type Cursor, type Field, integer, optional } from '@hare/base/schema';

/** A field with the length of the list next to it; it must not disagree. */
export function countOf(list: string): Field<number | undefined> {
  return optional(
    integer({ min: 0 }),
    `How many items ${list} has; absent means as many as there are.`,
  );
}

/** Reports a count that disagrees with its list. */
export function checkCount<N extends string, L extends string>(
  at: Cursor,
  keys: { readonly [K in N]?: number | undefined } & {
    readonly [K in L]?: readonly unknown[] | undefined;
  },
  name: N,
  list: L,
): void {
  const count: number | undefined = keys[name];
  const items: readonly unknown[] | undefined = keys[list];
  const length = items?.length ?? 0;
  if (count === undefined || count === length) return;
  at.child(name).report(
    'COUNT',
    `is ${count}, but ${list} has ${length} ${length === 1 ? 'item' : 'items'}`,
    `set ${name} to ${length}, remove it, or correct ${list}`,
  );
}
