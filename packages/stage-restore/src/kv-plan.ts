import { isDeepStrictEqual } from 'node:util';
import type { StageContext } from '@hare/stage';
import {
  isClusterKey,
  isFamilyKey,
  mkfsKey,
  openStageKv,
  recordKey,
  type FoundKv,
  type KvValue,
  type StageKv,
} from '@hare/kv';
import { parseKvEntries, savedKeys, type BackupKv } from '@hare/backup';
import { saysFormatted } from '@hare/cluster';
import { knownHosts } from '@hare/footprint';
import { foreignKeyError, refuseForeignKeys } from './judge-keys.js';
import type { OpenedBackup } from './restore-session.js';

/** What has to change in the KV. */
export interface KvPlan {
  /** For messages. */
  readonly url: string;
  readonly sets: ReadonlyMap<string, KvValue>;
  /** Of those that had flags when they were saved. */
  readonly flags: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
  /** The existing keys. */
  readonly present: ReadonlySet<string>;
  /** The final record of the applied configuration. */
  readonly record: KvValue | undefined;
  /** Why nothing is done about the KV. */
  readonly skipped?: string;
}

/**
 * The KV of a restore: the one that is known here. Only a backup that this machine made may say
 * which one that was.
 */
export async function openRestoreKv(
  { kvUrl }: Pick<StageContext, 'kvUrl'>,
  isOwn: boolean,
  saved: BackupKv,
  hosts: readonly string[] = [],
): Promise<FoundKv> {
  return openStageKv({ kvUrl: kvUrl ?? (isOwn && saved.named ? saved.url : undefined) }, { hosts });
}

/**
 * Compares the KV with the keys of a backup. @throws HareError when a KV that was named cannot be
 * read; `BACKUP_KEY_REFUSED`
 */
export async function planKv(
  context: StageContext,
  { manifest, bytes, isOwn, where }: OpenedBackup,
): Promise<KvPlan> {
  const nothing = {
    url: context.kvUrl ?? '',
    sets: new Map<string, KvValue>(),
    flags: new Map<string, string>(),
    deletes: [],
    present: new Set<string>(),
    record: undefined,
  };
  const text = bytes.get('kv.json');
  if (text === undefined)
    return {
      ...nothing,
      skipped: `the backup has no KV keys: ${manifest.kv.absent ?? 'there was no KV'}`,
    };
  const saved = parseKvEntries(text, where);
  const wanted = new Map(saved.map(([key, value]) => [key, value]));
  const hosts = await knownHosts(context);
  refuseForeignKeys(
    wanted,
    [...hosts, ...manifest.cluster.nodes.map((node) => node.hostname)],
    where,
  );
  const found = await openRestoreKv(context, isOwn, manifest.kv, hosts);
  if (found.kind === 'absent')
    return {
      ...nothing,
      skipped: `${found.reason}; hctl bootstrap imports consul-kv.json when it starts one`,
    };
  try {
    const { entries: now } = found;
    keepMkfs(wanted, now);
    const flags = new Map(
      saved.flatMap(([key, , own]) =>
        own === undefined || !wanted.has(key) ? [] : [[key, own] as const],
      ),
    );
    // The records of a running cluster are trusted only if they are this cluster's.
    const isKept = (key: string): boolean => !isOwn && isClusterKey(key);
    const isThere = (key: string, value: KvValue): boolean =>
      now.has(key) &&
      isDeepStrictEqual(now.get(key), comparable(value, found.kv)) &&
      (flags.get(key) ?? found.flags.get(key)) === found.flags.get(key);
    const sets = new Map(
      [...wanted].filter(([key, value]) => !isKept(key) && !isThere(key, value)),
    );
    // Only this machine and the KV itself can say who owns the existing keys.
    const ours = new Set(savedKeys(now, hosts));
    // Of other keys than those of Hare's families only some were read.
    const unsure = [...sets.keys()].filter((key) => !ours.has(key) && !isFamilyKey(key));
    const foreign =
      unsure.find((key) => now.has(key)) ??
      [...(await found.kv.get(found.kv.atomic ? [] : unsure)).entries.keys()][0];
    if (foreign !== undefined)
      throw foreignKeyError(foreign, 'is already in the KV and does not belong to Hare', {
        url: found.kv.url,
      });
    const deletes = [...ours].filter((key) => !wanted.has(key) && !isKept(key));
    return {
      url: found.kv.url,
      sets,
      flags,
      deletes,
      present: new Set(now.keys()),
      record: wanted.get(recordKey),
    };
  } finally {
    await found.kv.close();
  }
}

/** As with the file: the KV may only learn that the devices are formatted. */
function keepMkfs(wanted: Map<string, KvValue>, now: ReadonlyMap<string, KvValue>): void {
  if (said(wanted.get(mkfsKey)) === 'formatted' && said(now.get(mkfsKey)) !== 'damaged') return;
  const kept = now.get(mkfsKey);
  if (kept === undefined) wanted.delete(mkfsKey);
  else wanted.set(mkfsKey, kept);
}

function said(value: KvValue | undefined): 'formatted' | 'begun' | 'damaged' | undefined {
  return value === undefined
    ? undefined
    : saysFormatted(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What reading the value back gives: Consul has texts only. */
function comparable(value: KvValue, kv: StageKv): KvValue {
  return kv.atomic || typeof value === 'string' ? value : JSON.stringify(value);
}
