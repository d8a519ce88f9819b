import { formatKey, type MapStore, type ConfValue } from '@hare/confstore';
import { HareError, isHareError, type Where } from '@hare/base';
import { found } from '@hare/base/schema';
import {
  driveFactsKey,
  knownFacts,
  nodeFactsKey,
  nodeGroupKey,
  type Facts,
  type FactsSource,
} from './facts.js';

/**
 * The document of a facts file, `{"kv": {key: value}}`, as a source.
 * @throws HareError `FACTS_FILE` when the document is something else
 */
export function factsFromDocument(document: ConfValue, file: string): FactsSource {
  return {
    ...knownFacts(Object.fromEntries(entries(document, { file })), `facts file ${file}`),
    where: (key) => ({ file, key }),
  };
}

/**
 * A facts file, opened as a ConfStore, as a source that knows the position of every entry.
 * @throws HareError `FACTS_FILE` when the document is something else
 */
export async function factsFromFile(
  store: Pick<MapStore, 'url' | 'delimiter' | 'data' | 'where'>,
): Promise<FactsSource> {
  const kv = entries(await store.data(), { url: store.url });
  return {
    ...knownFacts(Object.fromEntries(kv), `facts file ${store.url}`),
    where: (key) => ({
      ...store.where(formatKey(kv.has(key) ? ['kv', key] : ['kv'], store.delimiter)),
      url: store.url,
      key,
    }),
  };
}

function entries(document: ConfValue, where: Where): ReadonlyMap<string, ConfValue> {
  const kv =
    document instanceof Map ? (document as ReadonlyMap<string, ConfValue>).get('kv') : undefined;
  if (kv instanceof Map) return kv;
  throw new HareError(
    'FACTS_FILE',
    'the facts file must contain a map kv, but ' +
      (document instanceof Map ? `kv is ${found(kv)}` : `it is ${found(document)}`),
    {
      where,
      hint: 'write {"kv": {"HOST/facts": {"processorcount": 8, "memorysize_mb": 15884.5}, …}}',
    },
  );
}

/**
 * The facts that stages left in a KV, those keys only, read in one go whenever needed.
 */
export function factsFromKv(store: Pick<MapStore, 'url' | 'delimiter' | 'getAll'>): FactsSource {
  const read = async (
    keys: readonly (readonly [name: string, path: readonly string[]])[],
  ): Promise<Facts> => {
    const spelled = keys.map(([name, path]) => [name, formatKey(path, store.delimiter)] as const);
    const found = await store.getAll(spelled.map(([, key]) => key));
    return Object.fromEntries(
      spelled.flatMap(([name, key]): readonly (readonly [string, ConfValue])[] =>
        found.has(key) ? [[name, found.get(key) ?? null]] : [],
      ),
    );
  };
  return {
    name: `the KV ${store.url}`,
    async find(requests) {
      const facts = requests.flatMap(({ hostname, drives }) => [
        nodeFactsKey(hostname),
        ...drives.map((path) => driveFactsKey(hostname, path)),
      ]);
      const known = await read(facts.map((key) => [key, [key]]));
      // A node's group is set by the provisioner; it may be unknown, and our token may not be
      // allowed to read it.
      const groups = await read(
        requests.map(({ machineId }) => [
          nodeGroupKey(machineId),
          ['conf/node', machineId, 'node_group'],
        ]),
      ).catch((error: unknown) => {
        if (isHareError(error) && error.code === 'CONSUL_PERMISSION_DENIED') return {};
        throw error;
      });
      return { ...known, ...groups };
    },
  };
}
