import type { NodeDescription } from '@hare/cdf';
import { formatKey, openConfStore, type ConfStore } from '@hare/confstore';
import { findKv, withoutPassword, type Step } from '@hare/stage';
import type { PrepareSession } from '../prepare-session.js';

/** Facts of this node (cores, memory in whole MiB, sizes of drives) and what later stages share are in the KV, each value as JSON or plain text. */
export function factsShared(session: PrepareSession): Step {
  const { context } = session;
  const { places, root } = context;
  const wanted = async (): Promise<ReadonlyMap<string, string>> => {
    const { gatherLocalFacts } = await import('@hare/cfgen');
    const me = await session.node();
    const facts = await gatherLocalFacts({ hostname: me.hostname, devices: drivesOf(me), root: root === '' ? undefined : root });
    return new Map([
      ...Object.entries(facts).map(([key, value]) => [key, JSON.stringify(value)] as const),
      ['config_path', withoutPassword(context.configUrl ?? '')],
      [`${me.hostname}/log_path`, places.logDir],
    ]);
  };
  const withKv = async <T>(work: (store: ConfStore) => Promise<T>): Promise<T | string> => {
    const kv = await findKv(context.kvUrl);
    if (kv.kind === 'deferred') return 'Consul is not running; config gathers the facts of this node itself';
    const store = await openConfStore(kv.url, { create: true });
    return work(store).finally(() => store.close());
  };
  return {
    id: 'facts',
    title: 'The facts of this node are in the KV',
    check: async () => {
      const missing = await withKv(async (store) => {
        const entries = [...(await wanted())];
        const found = await Promise.all(entries.map(([key]) => store.get(formatKey([key], store.delimiter))));
        return entries.filter(([, text], index) => found[index] !== text).map(([key]) => key);
      });
      if (typeof missing === 'string') return { ok: true, deferred: missing };
      if (missing.length === 0) return { ok: true };
      return { ok: false, reason: `${missing.length} keys are missing or differ`, diff: missing.map((key) => `~ ${key}`).join('\n') };
    },
    apply: async () => {
      const entries = await wanted();
      await withKv((store) =>
        store.update(async (writable) => {
          for (const [key, text] of entries) await writable.set(formatKey([key], writable.delimiter), text);
        }),
      );
    },
  };
}

/** The drives whose size the configuration needs: data and log devices. */
function drivesOf({ m0Servers }: NodeDescription): readonly string[] {
  return m0Servers.flatMap(({ data, log }) => [...data, ...(log ?? [])].map(({ path }) => path));
}
