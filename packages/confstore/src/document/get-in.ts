import type { ConfValue } from '../conf-store.js';
import type { Path } from '../key/path.js';
import { isList, isMap } from './kind-of.js';

/**
 * The value at a path, not a copy; undefined when nothing is there: absent, out of range, an index
 * on a map, a name on a list, a step into a scalar.
 */
export function getIn(root: ConfValue, path: Path): ConfValue | undefined {
  let value: ConfValue | undefined = root;
  for (const step of path) {
    if (typeof step === 'string') value = isMap(value) ? value.get(step) : undefined;
    else value = isList(value) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
