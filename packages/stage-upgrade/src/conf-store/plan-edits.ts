import { isDeepStrictEqual } from 'node:util';
import type { DialectName } from '@hare/cdf';
import { formatKey, textOf, type MapStore, type ConfValue } from '@hare/confstore';
import { isHareError } from '@hare/base';
import type { Change } from '../changeset/changeset.js';
import { planChangeset, type ConfStoreEdits } from '../changeset/plan-changeset.js';
import { applyEdits } from './apply-edits.js';
import { presentIn } from './present-in.js';
import { copyOf, scratchStore } from './scratch-store.js';
import { textLists } from './text-lists.js';

/** What an upgrade does to a ConfStore, and the ConfStore as it is afterwards, in memory only. */
export interface PlannedConfStore {
  readonly edits: ConfStoreEdits;
  readonly after: MapStore;
}

/**
 * Plans the edits of a ConfStore: first the changeset's, then what brings it to the format of this
 * release. The latter never changes what it means. Nothing is written. @throws HareError
 * `CHANGESET_CONFLICT`, and those of the ConfStore
 */
export async function planEdits(
  url: string,
  changes: readonly Change[],
  dialect: string | undefined,
): Promise<PlannedConfStore> {
  const after = await scratchStore(url);
  const asked = planChangeset(changes, presentIn(await treeOf(after)), after.url);
  await applyEdits(after, asked);
  const lists = after.flat ? [] : textLists(await after.data());
  if (lists.length === 0 || !(await meansTheSame(after, lists, dialect)))
    return { edits: asked, after };
  await applyEdits(after, { sets: lists, deletes: [] });
  return {
    edits: {
      ...asked,
      sets: [...asked.sets, ...lists],
      lines: [
        ...asked.lines,
        ...lists.map(
          ({ path, value }) =>
            `~ ${formatKey(path)}: text with commas becomes the list ${textOf(value)}`,
        ),
      ],
    },
    after,
  };
}

/** Flat stores as a document with maps and lists. */
async function treeOf(store: MapStore): Promise<ConfValue> {
  return store.flat ? (await copyOf(store)).data() : store.data();
}

/**
 * Whether the cluster that a ConfStore describes stays the same; what cannot be read is not
 * touched.
 */
async function meansTheSame(
  store: MapStore,
  sets: ConfStoreEdits['sets'],
  dialect: string | undefined,
): Promise<boolean> {
  const { readDialect } = await import('@hare/cdf');
  const options = { dialect: dialect as DialectName | undefined };
  try {
    const changed = await copyOf(store);
    await applyEdits(changed, { sets, deletes: [] });
    const [before, now] = [await readDialect(store, options), await readDialect(changed, options)];
    return isDeepStrictEqual(before.model, now.model);
  } catch (error) {
    if (isHareError(error)) return false;
    throw error;
  }
}
