import { HareError } from '@hare/base';
import { savedKeys } from '@hare/backup';
import { mkfsKey, recordKey, setupFolder, type KvValue } from '@hare/kv';

const setupKeys = new Set([recordKey, mkfsKey]);
const keyBytes = 512;

/**
 * Refuses keys that are not of Hare's families, and a record that claims other people's keys by
 * their names: a later cleanup would remove those. `hosts`: names of nodes that are known.
 * @throws HareError `BACKUP_KEY_REFUSED`
 */
export function refuseForeignKeys(
  wanted: ReadonlyMap<string, KvValue>,
  hosts: readonly string[],
  where: HareError['where'],
): void {
  const ours = new Set(savedKeys(wanted, hosts));
  for (const key of wanted.keys()) {
    if (Buffer.byteLength(key) > keyBytes || key.startsWith('/'))
      throw foreignKeyError(key, 'is not a key that Hare writes', where);
    if (!ours.has(key) || (key.startsWith(setupFolder) && !setupKeys.has(key)))
      throw foreignKeyError(key, 'is not a key of a backup', where);
  }
  if (wanted.has(recordKey) && stateOf(wanted.get(recordKey)) !== 'applied')
    throw foreignKeyError(recordKey, 'is not the record of an applied configuration', where);
  for (const name of namesOf(wanted.get(recordKey))) {
    if (typeof name !== 'string' || name.includes('/') || !wanted.has(name))
      throw foreignKeyError(
        String(name),
        'is in the record of the configuration but not in the backup',
        where,
      );
  }
}

export function foreignKeyError(key: string, what: string, where: HareError['where']): HareError {
  return new HareError(
    'BACKUP_KEY_REFUSED',
    `the key ${JSON.stringify(key.slice(0, 200))} ${what}`,
    { where, hint: 'do not use this backup; nothing was changed' },
  );
}

function namesOf(record: KvValue | undefined): readonly unknown[] {
  const { names } = plain(record) as { readonly names?: unknown };
  return Array.isArray(names) ? names : [];
}

function stateOf(record: KvValue | undefined): unknown {
  return (plain(record) as { readonly state?: unknown }).state;
}

function plain(record: KvValue | undefined): object {
  try {
    const data = typeof record === 'string' ? (JSON.parse(record) as unknown) : record;
    return typeof data === 'object' && data !== null ? data : {};
  } catch {
    return {};
  }
}
