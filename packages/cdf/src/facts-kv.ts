import { formatKey, type MapStore, type ConfValue } from '@hare/confstore';
import { isHareError } from '@hare/base';
import {
  driveFactsKey,
  nodeFactsKey,
  type Facts,
  type FactsSource,
  nodeGroupKey,
} from './facts.js';

/**
 * The facts that stages left in a KV, those keys only, read in one go whenever they are asked for.
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
      // A node's group is the provisioner's to tell, may be unknown, and may be nothing that our
      // token reads.
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
