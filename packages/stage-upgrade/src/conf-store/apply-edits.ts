import { formatKey, type MapStore, type ConfValue } from '@hare/confstore';
import type { ConfStoreEdits } from '../changeset/plan-changeset.js';

/**
 * Makes the edits in a store; maps and lists that a deletion leaves empty go too. A document is
 * written when it is saved.
 */
export async function applyEdits(
  store: MapStore,
  { sets, deletes }: Pick<ConfStoreEdits, 'sets' | 'deletes'>,
): Promise<void> {
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
