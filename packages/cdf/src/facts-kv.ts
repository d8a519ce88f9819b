import type { ConfStore, ConfValue } from '@hare/confstore';
import { driveFactsKey, nodeFactsKey, nodeGroupKey, type Facts, type FactsSource } from './facts.js';

/** The facts that stages left in a KV, read in one go whenever they are asked for. */
export function factsFromKv(store: Pick<ConfStore, 'url' | 'data'>): FactsSource {
  return {
    name: `the KV ${store.url}`,
    async find(requests) {
      const root = await store.data();
      const known: Record<string, ConfValue> = {};
      for (const { hostname, machineId, drives } of requests) {
        for (const key of [nodeFactsKey(hostname), ...drives.map((path) => driveFactsKey(hostname, path))]) add(known, key, valueAt(root, [key]));
        add(known, nodeGroupKey(machineId), valueAt(root, ['conf/node', machineId, 'node_group']));
      }
      return known satisfies Facts;
    },
  };
}

/** What is not there is left out, so that another source may know it. */
function add(known: Record<string, ConfValue>, key: string, value: ConfValue): void {
  if (value !== null) known[key] = value;
}

function valueAt(root: ConfValue, names: readonly string[]): ConfValue {
  return names.reduce<ConfValue>((value, name) => (value instanceof Map ? ((value as ReadonlyMap<string, ConfValue>).get(name) ?? null) : null), root);
}
