import type { NodeDescription } from '@hare/cdf';
import { formatKey, openConfStore, type ConfStore } from '@hare/confstore';
import { defaultKv, findKv, withoutPassword, type Step } from '@hare/stage';
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
  const missingKeys = async (): Promise<{ readonly added: readonly string[]; readonly changed: readonly string[] } | string> =>
    withKv(async (store) => {
      const entries = [...(await wanted())];
      const found = await Promise.all(entries.map(([key]) => store.get(formatKey([key], store.delimiter))));
      const differs = (present: boolean): readonly string[] => entries.filter(([, text], index) => found[index] !== text && (found[index] !== null) === present).map(([key]) => key);
      return { added: differs(false), changed: differs(true) };
    });
  return {
    id: 'facts',
    title: 'The facts of this node are in the KV',
    check: async () => {
      const missing = await missingKeys();
      if (typeof missing === 'string') return { ok: true, deferred: missing };
      const { added, changed } = missing;
      if (added.length + changed.length === 0) return { ok: true };
      return { ok: false, reason: `${added.length + changed.length} keys are missing or differ`, diff: [...added.map((key) => `+ ${key}`), ...changed.map((key) => `~ ${key}`)].join('\n') };
    },
    forecast: async () => {
      const missing = await missingKeys();
      // Without a KV there is nothing to share, and nobody to share it with.
      return typeof missing === 'string' ? [] : [{ kind: 'keys', kv: context.kvUrl ?? defaultKv, ...missing, removed: [] }];
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
