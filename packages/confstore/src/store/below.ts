import type { FlatEntry } from '../backend.js';
import type { ConfValue } from '../conf-store.js';
import { isMap } from '../document/kind-of.js';
import { nestEntries } from '../document/nest-entries.js';

/**
 * True for a path itself, for what is below it, and for the items of a list of its name: of `a>n`
 * also `a>n[0]` and `a>n[0]>x`.
 */
export function isAtOrBelow(path: readonly string[], below: readonly string[]): boolean {
  const last = below.length - 1;
  return below.every((name, at) => {
    const segment = path[at];
    return (
      segment === name ||
      (at === last &&
        segment?.startsWith(`${name}[`) === true &&
        /^(?:\[\d+\])+$/.test(segment.slice(name.length)))
    );
  });
}

/** The maps and lists that entries below a path make; undefined when there are none. */
export function valueBelow(
  entries: readonly FlatEntry[],
  below: readonly string[],
  delimiter: string,
  read: (text: string) => ConfValue,
): ConfValue | undefined {
  if (entries.length === 0) return undefined;
  const from = Math.max(0, below.length - 1);
  const values = entries.map(({ path, text }) => ({ path: path.slice(from), value: read(text) }));
  const nested = nestEntries(values, delimiter);
  if (below.length === 0 || !isMap(nested)) return nested;
  const [only, ...others] = nested.values();
  return only !== undefined && others.length === 0 ? only : nested;
}
