import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isHareError } from '@hare/base';
import { openStageKv } from '@hare/kv';
import type { StageContext } from '@hare/stage';
import type { ClusterSession } from './cluster-session.js';

/**
 * Whether the KV of a cluster that is down has no configuration: Consul has no data on this
 * machine, because cleanup ran or they were lost, and no KV with it answers. hctl would wait for
 * ever. Only if config generated what can be written to it.
 */
export async function kvIsLost({
  context,
  cdf,
}: Pick<ClusterSession, 'context' | 'cdf'>): Promise<boolean> {
  const { file, recorded } = await cdf();
  if (recorded?.cdf !== file || !existsSync(path.join(path.dirname(file), 'consul-kv.json')))
    return false;
  const names = await readdir(context.path('/var/lib/hare')).catch(() => []);
  if (names.some((name) => name.startsWith('consul-data-'))) return false;
  return (await kvHasConfiguration(context)) !== true;
}

/** Undefined: no KV answers, or one that cannot say yet. */
export async function kvHasConfiguration(
  context: Pick<StageContext, 'kvUrl'>,
): Promise<boolean | undefined> {
  try {
    const found = await openStageKv(context, { mayBeDown: true });
    if (found.kind === 'absent') return undefined;
    await found.kv.close();
    return [...found.entries.keys()].some((key) => key.startsWith('m0conf/'));
  } catch (error) {
    if (isHareError(error)) return undefined;
    throw error;
  }
}
