import { startConsul } from '@hare/real-consul';
import type { ConsulCluster, ConsulProgram, StartOptions } from '@hare/real-consul';
import { afterAll, beforeAll } from 'vitest';
import { ConsulKv } from '@hare/consul';
import type { MapStore, OpenOptions } from '../../src/conf-store.js';
import { openConfStore } from '../../src/open-conf-store.js';

/**
 * A Consul for the tests of one file or group: started before the first, stopped after the last.
 */
export interface UsedConsul {
  readonly cluster: ConsulCluster;
  readonly kv: ConsulKv;
  /** Another store of the same Consul each time. */
  open(path: string, options?: OpenOptions): Promise<MapStore>;
}

/** What is used is only there while tests run. */
export function useConsul(
  program: ConsulProgram | undefined,
  options: Omit<StartOptions, 'binary'> = {},
): UsedConsul {
  let cluster: ConsulCluster | undefined;
  let kv: ConsulKv | undefined;
  const stores: MapStore[] = [];
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('Consul is used before it is started');
    return part;
  };
  beforeAll(async () => {
    cluster = await startConsul({ binary: started(program).binary, ...options });
    kv = ConsulKv.at(cluster.address, { token: cluster.token });
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await cluster?.stop();
  });
  return {
    get cluster() {
      return started(cluster);
    },
    get kv() {
      return started(kv);
    },
    async open(path, openOptions = {}) {
      const store = await openConfStore(`consul://${started(cluster).address}/${path}`, {
        ...openOptions,
        maps: true,
      });
      stores.push(store);
      return store;
    },
  };
}
