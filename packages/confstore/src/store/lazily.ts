/**
 * What `change` makes of each item, when it is walked, again each time: nothing is kept of a large
 * store.
 */
export function mapped<T, R>(items: Iterable<T>, change: (item: T) => R): Iterable<R> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield change(item);
    },
  };
}

/** The items that pass, when it is walked, again each time. */
export function selected<T>(items: Iterable<T>, passes: (item: T) => boolean): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) if (passes(item)) yield item;
    },
  };
}
