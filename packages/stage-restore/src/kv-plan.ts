import { isDeepStrictEqual } from 'node:util';
import type { StageContext } from '@hare/stage';
import { parseKvEntries, savedKeys, type BackupKv } from '@hare/stage/backup';
import { machineNames, openStageKv, type FoundKv, type KvValue, type StageKv } from '@hare/stage/owned';
import { saysDone } from './mkfs-rule.js';

/** What has to change in the KV. */
export interface KvPlan {
  /** For messages. */
  readonly url: string;
  readonly sets: ReadonlyMap<string, KvValue>;
  readonly deletes: readonly string[];
  /** The keys that are there. */
  readonly present: ReadonlySet<string>;
  /** Why nothing is done about the KV. */
  readonly skipped?: string;
  readonly warnings: readonly string[];
}

const mkfsKey = 'hare_setup/mkfs';

/** The KV of a restore: the one that is named here, else the one that the backup was made of. */
export async function openRestoreKv({ kvUrl }: Pick<StageContext, 'kvUrl'>, saved: BackupKv): Promise<FoundKv> {
  return openStageKv({ kvUrl: kvUrl ?? (saved.named ? saved.url : undefined) });
}

/** Compares the KV with the keys of a backup. @throws HareError when a KV that was named cannot be read */
export async function planKv(context: Pick<StageContext, 'kvUrl' | 'node' | 'root' | 'path'>, saved: BackupKv, bytes: Buffer | undefined): Promise<KvPlan> {
  const nothing = { url: context.kvUrl ?? saved.url, sets: new Map<string, KvValue>(), deletes: [], present: new Set<string>(), warnings: [] };
  if (bytes === undefined) return { ...nothing, skipped: `the backup has no keys: ${saved.absent ?? 'there was no KV'}` };
  const found = await openRestoreKv(context, saved);
  if (found.kind === 'absent') return { ...nothing, skipped: `${found.reason}; hctl bootstrap imports consul-kv.json when it starts one` };
  await found.kv.close();
  const wanted = new Map(parseKvEntries(bytes));
  const now = found.entries.get(mkfsKey);
  const keeps = typeof now === 'string' && (await saysDone(now)) && !(await saysDone(textOf(wanted.get(mkfsKey))));
  if (keeps) wanted.set(mkfsKey, now);
  const sets = new Map([...wanted].filter(([key, value]) => !found.entries.has(key) || !isDeepStrictEqual(found.entries.get(key), comparable(value, found.kv))));
  const deletes = savedKeys(found.entries, await machineNames(context)).filter((key) => !wanted.has(key));
  return { url: found.kv.url, sets, deletes, present: new Set(found.entries.keys()), warnings: [] };
}

function textOf(value: KvValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What reading the value back gives: Consul has texts only. */
function comparable(value: KvValue, kv: StageKv): KvValue {
  return kv.atomic || typeof value === 'string' ? value : JSON.stringify(value);
}
