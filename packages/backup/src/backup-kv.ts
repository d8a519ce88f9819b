import {
  lockKey,
  recordKey,
  testKeysFolder,
  turnFolder,
  defaultKv,
  ownedKeys,
  openStageKv,
  type KvValue,
} from '@hare/kv';
import { HareError } from '@hare/base';
import { type StageContext, withoutPassword } from '@hare/stage';
import { knownHosts } from '@hare/footprint';
import { damaged } from './archive-seal.js';
import { tooLarge } from './archive-source.js';
import { backupLimits } from './backup-limits.js';
import type { BackupKv } from './backup-manifest.js';

/** Hare's keys in their order, with the flags of those that have any. */
export type KvEntries = readonly (readonly [key: string, value: KvValue, flags?: string])[];

/** Keys that belong to what is going on, not to what is configured. */
const passing = [lockKey, testKeysFolder, turnFolder];

/** The keys that a backup saves. */
export function savedKeys(
  entries: ReadonlyMap<string, KvValue>,
  hosts: readonly string[],
): readonly string[] {
  return ownedKeys(entries, hosts).filter(
    (key) => !passing.some((each) => key === each || (each.endsWith('/') && key.startsWith(each))),
  );
}

/**
 * Reads Hare's keys. @throws HareError `BACKUP_KV_CHANGING` while a configuration is being applied;
 * when a KV that was named cannot be read
 */
export async function readKvEntries(
  context: StageContext,
): Promise<{ readonly about: BackupKv; readonly entries: KvEntries | undefined }> {
  const { kvUrl } = context;
  const hosts = await knownHosts(context);
  const found = await openStageKv({ kvUrl }, { hosts });
  const about = { url: withoutPassword(kvUrl ?? defaultKv), named: kvUrl !== undefined };
  if (found.kind === 'absent')
    return { about: { ...about, absent: found.reason }, entries: undefined };
  await found.kv.close();
  const record = found.entries.get(recordKey);
  if (typeof record === 'string' && /"state":\s*"applying"/.test(record))
    throw new HareError(
      'BACKUP_KV_CHANGING',
      'a configuration is being written to the KV, so its keys are partly old and partly new',
      {
        where: { url: found.kv.url, key: recordKey },
        hint: 'wait until config ends, or complete it if it was interrupted: hare_setup config',
      },
    );
  // What is not text in Consul is nothing that Hare wrote.
  const saved = savedKeys(found.entries, hosts).filter(
    (key) => found.kv.atomic || found.entries.get(key) !== null,
  );
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

/**
 * Reads `kv.json` as backup writes it, line by line: each is a key and its value, and no key occurs
 * twice.
 * @throws HareError `BACKUP_DAMAGED`, `BACKUP_TOO_LARGE`
 */
export function parseKvEntries(bytes: Buffer, where: HareError['where'] = {}): KvEntries {
  const entries: KvEntries[number][] = [];
  const keys = new Set<string>();
  let dataBytes = 0;
  let at = lineEnd(bytes, 0);
  if (
    bytes.toString('utf8', 0, at) !== '[\n' ||
    bytes.toString('latin1', bytes.length - 3) !== '\n]\n'
  )
    throw damaged('kv.json is not a list of keys', where);
  while (at < bytes.length - 2) {
    const end = lineEnd(bytes, at);
    if (end - at > backupLimits.kvLineBytes || entries.length >= backupLimits.kvKeys)
      throw tooLarge('kv.json has more or larger keys than allowed', where);
    const line = bytes.toString('utf8', at, end).replace(/,?\n$/, '');
    at = end;
    if (line === '' && keys.size === 0) continue;
    const entry = entryOf(line, where);
    const [key, value] = entry;
    if (typeof value !== 'string') dataBytes += line.length;
    if (dataBytes > backupLimits.kvDataBytes)
      throw tooLarge('kv.json has larger values than allowed', where);
    if (keys.has(key)) throw damaged('kv.json has a key twice', where);
    keys.add(key);
    entries.push(entry);
  }
  return entries;
}

function lineEnd(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(10, from);
  return found === -1 ? bytes.length : found + 1;
}

function entryOf(line: string, where: HareError['where']): KvEntries[number] {
  const entry = parsed(line);
  const [key, value, flags] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
  const isEntry =
    Array.isArray(entry) &&
    (entry.length === 2 ||
      (entry.length === 3 && typeof flags === 'string' && /^\d{1,20}$/.test(flags)));
  if (!isEntry || !isKey(key) || !isValue(value))
    throw damaged('a line of kv.json is not a key with a valid value', where);
  return typeof flags === 'string' ? [key, value as KvValue, flags] : [key, value as KvValue];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isKey(key: unknown): key is string {
  return typeof key === 'string' && key !== '' && !/\p{Cc}/u.test(key) && isText(key);
}

/** Text that Consul takes, or plain data of a document, which Hare's keys nest but a little. */
function isValue(value: unknown, depth = 0): boolean {
  if (typeof value === 'string')
    return Buffer.byteLength(value) <= backupLimits.kvValueBytes && isText(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth < 16 &&
    Object.entries(value).every(
      ([name, each]: [string, unknown]) => isText(name) && isValue(each, depth + 1),
    )
  );
}

/** Half a character has no bytes. */
function isText(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
