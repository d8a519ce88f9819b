import { lockKey, recordKey, testKeysFolder } from '@hare/apply';
import { HareError } from '@hare/confstore/error';
import type { StageContext } from '../stage-context.js';
import { withoutPassword } from '../state/stage-config.js';
import { defaultKv } from '../find-kv.js';
import { knownHosts } from '../owned/known-hosts.js';
import { ownedKeys } from '../owned/owned-keys.js';
import { openStageKv, type KvValue } from '../owned/stage-kv.js';
import type { BackupKv } from './backup-manifest.js';

/** Hare's keys in their order, with the flags of those that have any. */
export type KvEntries = readonly (readonly [key: string, value: KvValue, flags?: string])[];

/** Keys that belong to what is going on, not to what is configured. */
const passing = [lockKey, testKeysFolder];

/** The keys that a backup saves. */
export function savedKeys(entries: ReadonlyMap<string, KvValue>, hosts: readonly string[]): readonly string[] {
  return ownedKeys(entries, hosts).filter((key) => !passing.some((each) => key === each || (each.endsWith('/') && key.startsWith(each))));
}

/** Reads Hare's keys. @throws HareError `BACKUP_KV_CHANGING` while a configuration is being applied; when a KV that was named cannot be read */
export async function readKvEntries(context: StageContext): Promise<{ readonly about: BackupKv; readonly entries: KvEntries | undefined }> {
  const { kvUrl } = context;
  const hosts = await knownHosts(context);
  const found = await openStageKv({ kvUrl }, { hosts });
  const about = { url: withoutPassword(kvUrl ?? defaultKv), named: kvUrl !== undefined };
  if (found.kind === 'absent') return { about: { ...about, absent: found.reason }, entries: undefined };
  await found.kv.close();
  const record = found.entries.get(recordKey);
  if (typeof record === 'string' && /"state":\s*"applying"/.test(record)) throw new HareError('BACKUP_KV_CHANGING', 'a configuration is being applied to the KV: its keys are a mixture', { where: { url: found.kv.url, key: recordKey }, hint: 'wait until config has ended, or run it again if it was cut short: hare_setup config' });
  // What is not text in Consul is nothing that Hare wrote.
  const saved = savedKeys(found.entries, hosts).filter((key) => found.kv.atomic || found.entries.get(key) !== null);
  const entries = saved.map((key): KvEntries[number] => {
    const [value, flags] = [found.entries.get(key) ?? null, found.flags.get(key)];
    return flags === undefined ? [key, value] : [key, value, flags];
  });
  return { about: { ...about, keys: entries.length }, entries };
}

/** `kv.json`: one key a line, for people who look inside. */
export function formatKvEntries(entries: KvEntries): Buffer {
  return Buffer.from(`[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);
}

export function parseKvEntries(bytes: Buffer): KvEntries {
  return JSON.parse(bytes.toString('utf8')) as KvEntries;
}
