import { HareError } from '@hare/base';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { rememberApplied, descriptionDigest, type ClusterSession } from '@hare/cluster';
import { defaultKv, openStageKv } from '@hare/kv';
import type { Step } from '@hare/stage';
import { forgetKept, readKept } from '../kv-kept.js';

/**
 * hctl bootstrap --mkfs deletes the data of Hare's Consul and imports the configuration: facts of
 * nodes, what stages share, and the record of what is applied are put back.
 */
export function kvPutBack(cluster: ClusterSession): Step {
  const { context } = cluster;
  return {
    id: 'kv-put-back',
    title: 'Restore the KV keys that formatting deleted',
    after: ['bootstrap'],
    check: async () => {
      const kept = await readKept(context.places);
      if (kept === undefined) return { ok: true, note: 'nothing to restore' };
      const found = await openStageKv(context, { mayBeDown: true });
      if (found.kind === 'absent') return { ok: true, note: 'no KV' };
      await found.kv.close();
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          'facts and records that were in the KV before formatting are not restored yet',
        ),
      };
    },
    apply: async () => {
      const kept = (await readKept(context.places)) ?? {};
      const found = await openStageKv(context, { mayBeDown: true });
      if (found.kind === 'absent') return;
      try {
        const present = await found.kv.get(Object.keys(kept));
        const missing = Object.entries(kept).filter(([key]) => !present.entries.has(key));
        if (missing.length > 0) await found.kv.change({ sets: new Map(missing) });
      } finally {
        await found.kv.close();
      }
      const folder = path.dirname((await cluster.cdf()).file);
      const owner = `${hostname()} pid ${process.pid}`;
      const entries = await importedEntries(folder);
      const description = await descriptionDigest((await cluster.cdf()).model);
      const { applyConfiguration } = await import('@hare/kv');
      // Only the record is missing: the keys are those that hctl has imported.
      if (entries !== undefined)
        await applyConfiguration({
          kv: context.kvUrl ?? defaultKv,
          entries,
          description,
          owner,
          running: () => Promise.resolve(true),
          now: context.now,
          log: (line) => context.progress(line),
        });
      if (entries !== undefined)
        await rememberApplied(context.places, { folder, entries, description, owner });
      await forgetKept(context.places);
    },
  };
}

/** What hctl imports; undefined where it generated its own configuration from the description. */
async function importedEntries(
  folder: string,
): Promise<readonly { readonly key: string; readonly value: string | number }[] | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, 'consul-kv.json'), 'utf8')) as readonly {
      readonly key: string;
      readonly value: string | number;
    }[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
