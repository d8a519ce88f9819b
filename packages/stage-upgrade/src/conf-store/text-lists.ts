import type { ConfMap, ConfValue, Path } from '@hare/confstore';

/** Keys that early ConfStores have as one text with commas, and later ones as a list. */
const listNames = new Set(['interfaces', 'private_interfaces', 'data_devices', 'metadata_devices']);
const tops = new Set(['cluster', 'server_node', 'node']);

/** Turns every text with commas that is a list in later ConfStores into that list. Pure. */
export function textLists(
  document: ConfValue,
): readonly { readonly path: Path; readonly value: readonly string[] }[] {
  const found: { path: Path; value: readonly string[] }[] = [];
  const walk = (value: ConfValue, path: Path): void => {
    if (value instanceof Map)
      for (const [name, item] of value as ConfMap) walk(item, [...path, name]);
    else if (Array.isArray(value))
      (value as readonly ConfValue[]).forEach((item, index) => walk(item, [...path, index]));
    else if (
      typeof value === 'string' &&
      value.includes(',') &&
      listNames.has(String(path.at(-1)))
    ) {
      found.push({
        path,
        value: value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      });
    }
  };
  if (document instanceof Map)
    for (const [name, item] of document as ConfMap) if (tops.has(name)) walk(item, [name]);
  return found;
}
