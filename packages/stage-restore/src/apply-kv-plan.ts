import type { StageContext } from '@hare/stage';
import { recordKey, type KvValue } from '@hare/kv';
import { openRestoreKv, type KvPlan } from './kv-plan.js';
import type { OpenedBackup } from './restore-session.js';

/**
 * Changes the KV as planned. If that takes more than one transaction, the record of the applied
 * configuration says `applying` throughout, so that a mixture is never taken for a configuration.
 */
export async function applyKvPlan(
  context: Pick<StageContext, 'kvUrl'>,
  { isOwn, manifest }: OpenedBackup,
  { sets, flags, deletes, present, record }: KvPlan,
): Promise<void> {
  if (sets.size + deletes.length === 0) return;
  const found = await openRestoreKv(context, isOwn, manifest.kv);
  if (found.kind === 'absent') return;
  const { kv } = found;
  try {
    if (kv.atomic) return await kv.change({ sets, flags, deletes });
    const applying = record === undefined ? undefined : markApplying(record);
    if (applying !== undefined) await kv.change({ sets: new Map([[recordKey, applying]]) });
    const last = new Map(record === undefined ? [] : [[recordKey, record]]);
    await kv.change({
      sets: new Map([...sets].filter(([key]) => !last.has(key))),
      flags,
      deletes: deletes.filter((key) => key !== recordKey),
    });
    await kv.change({
      sets: last,
      flags,
      deletes: record === undefined && present.has(recordKey) ? [recordKey] : [],
    });
  } finally {
    await kv.close();
  }
}

/**
 * The record as it is while the configuration is being written; undefined for an invalid record.
 */
function markApplying(record: KvValue): string | undefined {
  if (typeof record !== 'string') return undefined;
  try {
    return JSON.stringify({ ...(JSON.parse(record) as object), state: 'applying' });
  } catch {
    return undefined;
  }
}
