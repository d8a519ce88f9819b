import path from 'node:path';
import { anything, choice, openObject, record } from '@hare/base/schema';
import {
  isDamaged,
  readStateFile,
  removeStateFile,
  writeStateFile,
  type Places,
  type StageContext,
} from '@hare/stage';
import { knownHosts } from './known-hosts.js';
import { mkfsKey, openStageKv, ownedKeys, recordKey, type KvValue } from '@hare/kv';

/**
 * Keys of the stages, such as facts of nodes; hctl bootstrap --mkfs deletes them with all data of
 * Hare's Consul.
 */
export type KeptKeys = Readonly<Record<string, KvValue>>;

/** Records that follow from what is done after mkfs. */
const madeAnew: ReadonlySet<string> = new Set([recordKey, mkfsKey]);

const keptSchema = openObject({ version: choice(1), keys: record(anything) });

const keptFile = ({ stateDir }: Pick<Places, 'stateDir'>): string =>
  path.join(stateDir, 'kv-kept.json');

/**
 * Keeps in the state folder the keys of the KV besides the configuration and regenerated records,
 * so that they can be restored even after a crash.
 */
export async function keepKv(context: StageContext): Promise<void> {
  const { isClusterKey, isConfigurationKey } = await import('@hare/kv');
  const hosts = await knownHosts(context);
  const found = await openStageKv(context, { mayBeDown: true, hosts });
  // What was kept before mkfs began the first time is not lost when it begins again.
  const kept: Record<string, KvValue> = { ...(await readKept(context.places)) };
  if (found.kind === 'open') {
    await found.kv.close();
    const lasting = ownedKeys(found.entries, hosts).filter(
      (key) => !isClusterKey(key) && !isConfigurationKey(key) && !madeAnew.has(key),
    );
    for (const key of lasting) kept[key] = found.entries.get(key) ?? null;
  }
  await writeStateFile(
    keptFile(context.places),
    `${JSON.stringify({ version: 1, keys: kept }, undefined, 2)}\n`,
    { mode: 0o600 },
  );
}

/** Undefined: nothing is to be put back. */
export async function readKept(places: Pick<Places, 'stateDir'>): Promise<KeptKeys | undefined> {
  try {
    const found = await readStateFile(keptFile(places), keptSchema, '');
    return found?.keys as KeptKeys | undefined;
  } catch (error) {
    // What is damaged was never used: it is only a convenience to other nodes, which gather their
    // facts again.
    if (isDamaged(error)) return undefined;
    throw error;
  }
}

export async function forgetKept(places: Pick<Places, 'stateDir'>): Promise<void> {
  await removeStateFile(keptFile(places));
}
