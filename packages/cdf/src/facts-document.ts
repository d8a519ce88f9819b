import type { ConfValue } from '@hare/confstore';
import { HareError } from '@hare/confstore/error';
import { found } from './found.js';
import { knownFacts, type FactsSource } from './facts.js';

/** A facts file, `{"kv": {key: value}}`, as a source. @throws HareError `FACTS_FILE` when the document is something else */
export function factsFromDocument(document: ConfValue, file: string): FactsSource {
  const kv = document instanceof Map ? (document as ReadonlyMap<string, ConfValue>).get('kv') : undefined;
  if (!(kv instanceof Map)) {
    throw new HareError('FACTS_FILE', `the facts file must hold a map kv, but ${document instanceof Map ? `kv is ${found(kv)}` : `it is ${found(document)}`}`, { where: { file }, hint: 'write {"kv": {"HOST/facts": {"processorcount": 8, "memorysize_mb": 15884.5}, …}}' });
  }
  return knownFacts(Object.fromEntries(kv as ReadonlyMap<string, ConfValue>), `facts file ${file}`);
}
