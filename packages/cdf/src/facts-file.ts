import { formatKey, type MapStore, type ConfValue } from '@hare/confstore';
import { HareError, type Where } from '@hare/base';
import { found } from '@hare/base/schema';
import { knownFacts, type FactsSource } from './facts.js';

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
    `the facts file must hold a map kv, but ${document instanceof Map ? `kv is ${found(kv)}` : `it is ${found(document)}`}`,
    {
      where,
      hint: 'write {"kv": {"HOST/facts": {"processorcount": 8, "memorysize_mb": 15884.5}, …}}',
    },
  );
}
