import { HareError } from '@hare/base';
import type { NodeDescription } from '@hare/cdf';
import { confStore } from '@hare/cluster';
import { defaultKv, findKv, configPathKey, openKv, sslKey, type StageKv } from '@hare/kv';
import { withoutPassword, type Step } from '@hare/stage';
import type { PrepareSession } from '../prepare-session.js';

/**
 * Facts of this node (cores, memory in whole MiB, sizes of drives) and what later stages share are
 * in the KV, each value as JSON or plain text.
 */
export function factsShared(session: PrepareSession): Step {
  const { context } = session;
  const { places, root } = context;
  const wanted = async (): Promise<ReadonlyMap<string, string>> => {
    const [{ gatherLocalFacts }, { readHaxHttp }] = await Promise.all([
      import('@hare/cfgen'),
      import('@hare/cdf'),
    ]);
    const me = await session.node();
    const facts = await gatherLocalFacts({
      hostname: me.hostname,
      devices: drivesOf(me),
      root: root === '' ? undefined : root,
    });
    const haxHttp = await readHaxHttp(await confStore(context));
    return new Map([
      ...Object.entries(facts).map(([key, value]) => [key, JSON.stringify(value)] as const),
      [configPathKey, withoutPassword(context.configUrl ?? '')],
      [`${me.hostname}/log_path`, places.logDir],
      // As hax reads it: certificate and key in one file.
      ...(haxHttp === undefined
        ? []
        : [
            [
              sslKey,
              JSON.stringify({
                http_protocol: haxHttp.protocol,
                cert_path: haxHttp.certificate,
                key_path: haxHttp.certificate,
              }),
            ] as const,
          ]),
    ]);
  };
  const withKv = async <T>(work: (kv: StageKv) => Promise<T>): Promise<T | string> => {
    const choice = await findKv(context.kvUrl);
    if (choice.kind === 'deferred')
      return 'Consul is not running; config collects the facts of this node itself';
    const kv = await openKv(choice.url);
    try {
      return await work(kv);
    } finally {
      await kv.close();
    }
  };
  const missingKeys = async (): Promise<
    { readonly added: readonly string[]; readonly changed: readonly string[] } | string
  > =>
    withKv(async (kv) => {
      const texts = await wanted();
      const { entries } = await kv.get([...texts.keys()]);
      const differing = [...texts]
        .filter(([key, text]) => entries.get(key) !== text)
        .map(([key]) => key);
      return {
        added: differing.filter((key) => !entries.has(key)),
        changed: differing.filter((key) => entries.has(key)),
      };
    });
  return {
    id: 'facts',
    title: 'Write the facts of this node to the KV',
    check: async () => {
      const missing = await missingKeys();
      if (typeof missing === 'string') return { ok: true, deferred: missing };
      const { added, changed } = missing;
      if (added.length + changed.length === 0) return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${added.length + changed.length} keys are missing or differ`,
        ),
        diff: [...added.map((key) => `+ ${key}`), ...changed.map((key) => `~ ${key}`)].join('\n'),
      };
    },
    forecast: async () => {
      const missing = await missingKeys();
      // Without a KV there is nothing to share, and no node to share it with.
      return typeof missing === 'string'
        ? []
        : [{ kind: 'keys', kv: context.kvUrl ?? defaultKv, ...missing, removed: [] }];
    },
    apply: async () => {
      const sets = await wanted();
      await withKv((kv) => kv.change({ sets }));
    },
  };
}

/** The drives whose size the configuration needs: data and log devices. */
function drivesOf({ m0Servers }: NodeDescription): readonly string[] {
  return m0Servers.flatMap(({ data, log }) => [...data, ...(log ?? [])].map(({ path }) => path));
}
