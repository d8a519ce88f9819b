import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '@hare/base';
import { haresKeys } from './hares-keys.js';
import type { ClusterMemory } from './cluster-memory.js';

/**
 * A JSON file that stands for the KV of Hare's Consul, of one machine. Unlike Consul, it can also
 * be read while the cluster is down.
 */
export function kvInDocument(file: string): Pick<ClusterMemory, 'renewKv' | 'keys'> {
  const read = (): Readonly<Record<string, string>> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return {
    renewKv: async (pairs = []) => {
      const present = Object.entries(read());
      const ours = new Set(haresKeys(present.map(([key, text]) => ({ key, text }))));
      const renewed = {
        ...Object.fromEntries(present.filter(([key]) => !ours.has(key))),
        ...Object.fromEntries(pairs.map(({ key, value }) => [key, String(value)])),
      };
      await writeFileAtomic(file, `${JSON.stringify(renewed, undefined, 2)}\n`);
    },
    keys: () => Promise.resolve(Object.entries(read()).map(([key, value]) => ({ key, value }))),
  };
}
