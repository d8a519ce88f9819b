import type { ConfLeaf, ConfValue } from '../conf-store.js';
import type { Path } from '../key/path.js';
import { isList, isMap } from './kind-of.js';

/** What `addNumKeys` sets: beside every list k of a map `num_k`, the list's length. */
export function numKeys(value: ConfValue, path: Path = []): readonly ConfLeaf[] {
  const found: ConfLeaf[] = [];
  collect(value, path, found);
  return found;
}

function collect(value: ConfValue, path: Path, found: ConfLeaf[]): void {
  if (isList(value)) for (const [at, item] of value.entries()) collect(item, [...path, at], found);
  if (!isMap(value)) return;
  for (const [name, item] of value) {
    if (isList(item)) found.push({ path: [...path, `num_${name}`], value: item.length });
    collect(item, [...path, name], found);
  }
}
