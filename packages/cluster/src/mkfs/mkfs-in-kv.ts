import { HareError, isHareError, maskUrl } from '@hare/base';
import type { MapStore } from '@hare/confstore';
import { defaultKv, mkfsKey } from '@hare/kv';
import type { StageContext } from '@hare/stage';
import { parseMkfsRecord, type MkfsRecord } from './mkfs-record.js';

/** What the KV knows about mkfs. */
export type KvAnswer =
  | { readonly kind: 'answered'; readonly record: MkfsRecord | undefined }
  /**
   * It could not be read. `isNamed`: the user named this KV; otherwise it was the default one,
   * which runs only while the cluster does.
   */
  | { readonly kind: 'unreadable'; readonly isNamed: boolean; readonly error: HareError };

type Context = Pick<StageContext, 'kvUrl'>;

/**
 * Reads the record from the KV. A key without a valid record is an error: it might have recorded
 * data. @throws HareError `MKFS_RECORD_BROKEN`
 */
export async function readMkfsFromKv(context: Context): Promise<KvAnswer> {
  let text: unknown;
  try {
    text = await withKv(context, (store, name) => store.get(name));
  } catch (error) {
    if (!isHareError(error)) throw error;
    return { kind: 'unreadable', isNamed: context.kvUrl !== undefined, error };
  }
  return { kind: 'answered', record: text === null ? undefined : parse(text, context) };
}

function parse(text: unknown, { kvUrl }: Context): MkfsRecord {
  try {
    return parseMkfsRecord(String(text));
  } catch (cause) {
    throw new HareError('MKFS_RECORD_BROKEN', 'the mkfs record in the KV is damaged', {
      where: { url: maskUrl(kvUrl ?? defaultKv), key: mkfsKey },
      hint:
        'find out whether the cluster contains data, and check the record: consul kv get ' +
        'hare_setup/mkfs',
      cause,
    });
  }
}

/**
 * Writes the record to the KV; undefined: there is none any more. @throws HareError when it cannot
 * be reached
 */
export async function writeMkfsToKv(
  context: Context,
  record: MkfsRecord | undefined,
): Promise<void> {
  await withKv(context, (store, name) =>
    store.update(async (locked) => {
      if (record === undefined) await locked.delete(name);
      else await locked.set(name, JSON.stringify(record));
    }),
  );
}

async function withKv<T>(
  { kvUrl }: Context,
  work: (store: MapStore, name: string) => Promise<T>,
): Promise<T> {
  const { formatKey, openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(kvUrl ?? defaultKv, { create: true, maps: true });
  try {
    return await work(store, formatKey([mkfsKey]));
  } finally {
    await store.close();
  }
}
