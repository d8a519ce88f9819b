import { formatKey, openConfStore, parseStoreUrl, type ConfMap, type ConfStore, type ConfValue, type Path } from '@hare/confstore';
import type { ConfStoreEdits, Present } from '../changeset/plan-changeset.js';

/** Makes the edits in a store; maps and lists that a deletion leaves empty go too. A document is written when it is saved. */
export async function applyEdits(store: ConfStore, { sets, deletes }: Pick<ConfStoreEdits, 'sets' | 'deletes'>): Promise<void> {
  for (const path of deletes) {
    await store.delete(formatKey(path), { force: true });
    for (let end = path.length - 1; end > 0; end--) {
      const key = formatKey(path.slice(0, end));
      if (!isEmpty(await store.get(key))) break;
      await store.delete(key);
    }
  }
  for (const { path, value } of sets) await store.set(formatKey(path), value);
}

function isEmpty(value: ConfValue): boolean {
  return value instanceof Map ? value.size === 0 : Array.isArray(value) && value.length === 0;
}

/** A store with the same content that can be changed without writing anything: an own reading of a document, a copy in memory of what writes at once. */
export async function scratchStore(url: string): Promise<ConfStore> {
  const store = await openConfStore(url);
  const { scheme } = parseStoreUrl(url);
  if (scheme !== 'dir' && scheme !== 'consul') return store;
  try {
    const copy = await openConfStore('dict:{}');
    await copy.setAll(await store.leaves());
    return copy;
  } finally {
    await store.close();
  }
}

/** A look at a document; an empty text in a list stands where an item was deleted. */
export function presentIn(document: ConfValue): Present {
  const at = (path: Path): ConfValue => path.reduce<ConfValue>((value, step) => childOf(value, step) ?? null, document);
  return {
    get: (path) => {
      const value = at(path);
      return value === '' && typeof path.at(-1) === 'number' ? null : value;
    },
    names: (path) => {
      const value = at(path);
      return value instanceof Map ? [...(value as ConfMap).keys()] : [];
    },
  };
}

function childOf(value: ConfValue, step: Path[number]): ConfValue | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? (value as readonly ConfValue[])[step] : undefined;
  return value instanceof Map ? (value as ConfMap).get(step) : undefined;
}
