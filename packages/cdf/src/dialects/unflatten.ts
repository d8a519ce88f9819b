import type { ConfMap, ConfValue } from '@hare/confstore';

/**
 * The document of a flat store (Consul, properties, ini, a folder) with the nesting that its names spell out: it holds `cluster>storage_set[0]>name` as one name,
 * or `storage_set[0]` as the name of an entry.
 */
export function unflatten(document: ConfValue, delimiter: string): ConfValue {
  const root: Branch = new Map();
  if (!isMap(document)) return document;
  plant(root, [], document, delimiter);
  return settle(root);
}

type Branch = Map<string | number, Draft>;
type Draft = ConfValue | { readonly branch: Branch };

function isMap(value: ConfValue): value is ConfMap {
  return value instanceof Map;
}

function isBranch(draft: Draft | undefined): draft is { readonly branch: Branch } {
  return typeof draft === 'object' && draft !== null && 'branch' in draft;
}

function plant(root: Branch, above: readonly (string | number)[], map: ConfMap, delimiter: string): void {
  for (const [name, value] of map) {
    const path = [...above, ...segmentsOf(name, delimiter)];
    if (isMap(value)) plant(root, path, value, delimiter);
    else place(root, path, value);
  }
}

/** `a>b[0]>c` → a, b, 0, c */
function segmentsOf(name: string, delimiter: string): readonly (string | number)[] {
  return name.split(delimiter).flatMap((part) => {
    const indexed = /^([^[\]]+)((?:\[\d{1,6}\])+)$/.exec(part);
    return indexed === null ? [part] : [indexed[1] ?? '', ...(indexed[2] ?? '').slice(1, -1).split('][').map(Number)];
  });
}

/** A key that is also the beginning of others loses its own value: the others say more. */
function place(root: Branch, path: readonly (string | number)[], value: ConfValue): void {
  let branch = root;
  for (const segment of path.slice(0, -1)) {
    const next = branch.get(segment);
    const inner = isBranch(next) ? next.branch : new Map<string | number, Draft>();
    if (!isBranch(next)) branch.set(segment, { branch: inner });
    branch = inner;
  }
  const last = path.at(-1) ?? '';
  if (!isBranch(branch.get(last))) branch.set(last, value);
}

/** Maps whose names are all positions are lists. */
function settle(branch: Branch): ConfValue {
  const entries = [...branch].map(([segment, draft]) => [segment, isBranch(draft) ? settle(draft.branch) : draft] as const);
  if (!entries.every(([segment]) => typeof segment === 'number') || entries.length === 0) return new Map(entries.map(([segment, value]) => [String(segment), value]));
  const items: ConfValue[] = [];
  for (const [segment, value] of entries.sort((a, b) => Number(a[0]) - Number(b[0]))) {
    while (items.length < Number(segment)) items.push(null);
    items.push(value);
  }
  return items;
}
