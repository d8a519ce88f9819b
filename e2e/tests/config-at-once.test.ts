import { setTimeout as sleep } from 'node:timers/promises';
import { makeCluster } from '@hare/cluster-generator';
import { ConsulKv } from '@hare/consul';
import {
  consulForTests,
  startConsul,
  startCounter,
  type ConsulCluster,
  type RequestCounter,
} from '@hare/real-consul';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { applyRecord, configuredTexts } from '../src/nodes/applied-keys.js';
import { makeConfigMachine, type ConfigMachine } from '../src/nodes/config-machine.js';

const program = await consulForTests();
const count = inject('limits').configAtOnce;
const [first, changed] = [7, 8].map((disks) => makeCluster({ nodes: count, cvgs: 1, disks }));

/** However many nodes there are. */
const mostReads = 5;

describe.skipIf(program === undefined)('config on all nodes of a cluster at once', () => {
  let consul: ConsulCluster;
  let counter: RequestCounter;
  let kv: ConsulKv;
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
    counter = await startCounter(consul.address);
    kv = ConsulKv.at(consul.address);
  });
  afterAll(async () => {
    counter.stop();
    await consul.stop();
  });
  beforeEach(() => consul.clear());

  const withNodes = async (
    cluster: typeof first,
    work: (nodes: readonly ConfigMachine[]) => Promise<void>,
  ): Promise<void> => {
    if (cluster === undefined) throw new Error('there is no cluster');
    const nodes = Array.from({ length: count }, (_, place) => makeConfigMachine(cluster, place));
    try {
      await work(nodes);
    } finally {
      for (const node of nodes) node.remove();
    }
  };
  const configAll = async (
    nodes: readonly ConfigMachine[],
    ...args: readonly string[]
  ): Promise<number> => {
    counter.counted.subtrees = 0;
    const ends = await Promise.all(nodes.map((node) => node.start(counter.url, ...args).done));
    for (const { exitCode, output } of ends) expect(exitCode, output).toBe(0);
    return counter.counted.subtrees;
  };

  test('one writes, all succeed, and the configuration is read a few times, however many they are', async () => {
    await withNodes(first, async (nodes) => {
      expect(await configAll(nodes)).toBeLessThanOrEqual(mostReads);
      expect(await applyRecord(kv)).toMatchObject({ generation: 1, state: 'applied' });
      expect(await configuredTexts(kv)).toEqual(nodes[0]?.expectedTexts());
      expect(await configAll(nodes)).toBe(0);
      expect(await configAll(nodes, '--verify')).toBe(0);
    });
  });

  test('the same for a configuration that replaces another, though somebody else writes to the Consul all the time', async () => {
    await withNodes(first, async ([node]) => {
      expect((await node?.start(consul.url).done)?.exitCode).toBe(0);
    });
    await withNodes(changed, async (nodes) => {
      const stop = new AbortController();
      const others = (async () => {
        for (let turn = 0; !stop.signal.aborted; turn += 1) {
          // This test does not require that Consul has time for them.
          await kv.put('vault/core', String(turn)).catch(() => false);
          await sleep(5);
        }
      })();
      try {
        expect(await configAll(nodes, '--replace=renumber')).toBeLessThanOrEqual(mostReads + 3);
      } finally {
        stop.abort();
        await others;
      }
      expect(await applyRecord(kv)).toMatchObject({ generation: 2, state: 'applied' });
      const texts = new Map(await configuredTexts(kv));
      texts.delete('vault/core');
      expect(texts).toEqual(nodes[0]?.expectedTexts());
    });
  });

  test('when the one that writes is killed, another one does it', async () => {
    await withNodes(first, async ([victim, ...nodes]) => {
      const killed = victim?.start(counter.url);
      while ((await kv.get('hare_setup/lock')) === undefined) await sleep(3);
      const others = nodes.map((node) => node.start(counter.url));
      killed?.signal('SIGKILL');
      await killed?.done;
      for (const { done } of others) {
        const { exitCode, output } = await done;
        expect(exitCode, output).toBe(0);
      }
      expect(await applyRecord(kv)).toMatchObject({ state: 'applied' });
      expect(await configuredTexts(kv)).toEqual(nodes[0]?.expectedTexts());
    });
  });
});
