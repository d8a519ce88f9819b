import { isDeepStrictEqual } from 'node:util';
import type { StageContext } from '@hare/stage';
import { parseKvEntries, savedKeys, type BackupKv } from '@hare/stage/backup';
import { knownHosts, openStageKv, type FoundKv, type KvValue, type StageKv } from '@hare/stage/owned';
import { saysDone } from './mkfs-rule.js';

/** What has to change in the KV. */
export interface KvPlan {
  /** For messages. */
  readonly url: string;
  readonly sets: ReadonlyMap<string, KvValue>;
  /** Of those that had flags when they were saved. */
  readonly flags: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
  /** The keys that are there. */
  readonly present: ReadonlySet<string>;
  /** Why nothing is done about the KV. */
  readonly skipped?: string;
  readonly warnings: readonly string[];
}

const mkfsKey = 'hare_setup/mkfs';

/** The KV of a restore: the one that is named here, else the one that the backup was made of. */
export async function openRestoreKv({ kvUrl }: Pick<StageContext, 'kvUrl'>, saved: BackupKv, hosts: readonly string[] = []): Promise<FoundKv> {
  return openStageKv({ kvUrl: kvUrl ?? (saved.named ? saved.url : undefined) }, { hosts });
}

/** Compares the KV with the keys of a backup. @throws HareError when a KV that was named cannot be read */
export async function planKv(context: StageContext, saved: BackupKv, bytes: Buffer | undefined): Promise<KvPlan> {
  const nothing = { url: context.kvUrl ?? saved.url, sets: new Map<string, KvValue>(), flags: new Map<string, string>(), deletes: [], present: new Set<string>(), warnings: [] };
  if (bytes === undefined) return { ...nothing, skipped: `the backup has no keys: ${saved.absent ?? 'there was no KV'}` };
  const hosts = await knownHosts(context);
  const found = await openRestoreKv(context, saved, hosts);
  if (found.kind === 'absent') return { ...nothing, skipped: `${found.reason}; hctl bootstrap imports consul-kv.json when it starts one` };
  await found.kv.close();
  const saves = parseKvEntries(bytes);
  const wanted = new Map(saves.map(([key, value]) => [key, value]));
  const flags = new Map(saves.flatMap(([key, , own]) => (own === undefined ? [] : [[key, own] as const])));
  const now = found.entries.get(mkfsKey);
  const keeps = typeof now === 'string' && (await saysDone(now)) && !(await saysDone(textOf(wanted.get(mkfsKey))));
  if (keeps) wanted.set(mkfsKey, now);
  const sets = new Map([...wanted].filter(([key, value]) => !found.entries.has(key) || !isDeepStrictEqual(found.entries.get(key), comparable(value, found.kv)) || (flags.get(key) ?? found.flags.get(key)) !== found.flags.get(key)));
  const deletes = savedKeys(found.entries, hosts).filter((key) => !wanted.has(key));
  return { url: found.kv.url, sets, flags, deletes, present: new Set(found.entries.keys()), warnings: [] };
}

function textOf(value: KvValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What reading the value back gives: Consul has texts only. */
function comparable(value: KvValue, kv: StageKv): KvValue {
  return kv.atomic || typeof value === 'string' ? value : JSON.stringify(value);
}
