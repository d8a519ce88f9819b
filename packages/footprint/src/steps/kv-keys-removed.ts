import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import { openStageKv, type KvValue } from '@hare/kv';
import { firstOf, summarize } from '../summarize.js';

export interface KvRemoval {
  readonly id: string;
  readonly title: string;
  /** Which keys go; those it names last are deleted last. */
  readonly keys: (entries: ReadonlyMap<string, KvValue>) => readonly string[];
  /** Done before the first key is deleted. */
  readonly before?: (entries: ReadonlyMap<string, KvValue>) => Promise<void>;
  /** Why the step is not needed. */
  readonly skip?: () => string | undefined;
  readonly after?: readonly string[];
  /** Nodes whose keys count though nothing else in the KV names them. */
  readonly hosts?: readonly string[];
  /** A Consul that does not answer has nothing that matters here. */
  readonly mayBeDown?: boolean;
}

/**
 * Keys are gone from the KV. The default KV counts as empty if no Consul runs there; a KV that the
 * user named must answer.
 */
export function kvKeysRemoved(
  context: Pick<StageContext, 'kvUrl'>,
  { id, title, keys, before, skip, after, hosts = [], mayBeDown = false }: KvRemoval,
): Step {
  return {
    id,
    title,
    ...(after === undefined ? {} : { after }),
    check: async () => {
      const needless = skip?.();
      if (needless !== undefined) return { ok: true, note: needless };
      const found = await openStageKv(context, { mayBeDown, hosts });
      if (found.kind === 'absent') return { ok: true, note: found.reason };
      await found.kv.close();
      const present = keys(found.entries);
      if (present.length === 0) return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${summarize(present.length, 'key')} of Hare to remove from ${found.kv.url}`,
          { where: { url: found.kv.url } },
        ),
        diff: firstOf(present.map((key) => `- ${key}`)).join('\n'),
      };
    },
    apply: async () => {
      const found = await openStageKv(context, { mayBeDown, hosts });
      if (found.kind === 'absent') return;
      try {
        await before?.(found.entries);
        await found.kv.change({ deletes: keys(found.entries) });
      } finally {
        await found.kv.close();
      }
    },
  };
}
