import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { ConsulKv } from '@hare/consul';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClusterTurn, type ClusterTurn } from '../src/cluster-turn.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('the turn at a cluster', () => {
  let consul: ConsulCluster;
  let said: string[] = [];
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
  });
  afterAll(() => consul.stop());

  const turnOf = (
    node: string,
    { kvUrl = consul.url, nodes = 3, waitMs = 60_000 } = {},
  ): ClusterTurn =>
    createClusterTurn({
      context: {
        kvUrl,
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
        now: () => new Date(),
        progress: (text) => said.push(text),
        sleep: () => Promise.resolve(),
      },
      nodes: () => Promise.resolve(nodes),
      owner: () => Promise.resolve(node),
      waitMs,
    });

  test("is one node's at a time: another waits, says for whom, and gets it when it is given back", async () => {
    said = [];
    const [first, second] = [turnOf('one'), turnOf('two')];
    await first.take();
    expect([await first.isMissing(), first.isHeld, await second.isMissing()]).toEqual([
      false,
      true,
      true,
    ]);
    const waiting = second.take();
    await expect.poll(() => said).toContainEqual(expect.stringContaining('belongs to one'));
    expect(second.isHeld).toBe(false);
    await first.giveBack();
    await waiting;
    expect(second.isHeld).toBe(true);
    await second.giveBack();
    expect((await ConsulKv.at(consul.address).tree('')).entries).toEqual([]);
  });

  test('is not waited for forever, and the error names who has it', async () => {
    const first = turnOf('one');
    await first.take();
    await expect(turnOf('two', { waitMs: 1 }).take()).rejects.toMatchObject({
      code: 'CLUSTER_TURN',
      message: expect.stringContaining('belongs to one') as string,
    });
    await first.giveBack();
  });

  test('that a killed stage left is taken over by the next one of its node', async () => {
    await turnOf('one').take();
    const next = turnOf('one', { waitMs: 1 });
    await next.take();
    await expect(turnOf('two', { waitMs: 1 }).take()).rejects.toMatchObject({
      code: 'CLUSTER_TURN',
    });
    await next.giveBack();
  });

  test.each([
    ['a single node', { nodes: 1 }],
    ['a KV of this machine alone', { kvUrl: 'json:///tmp/none.json' }],
  ])('is not needed with %s', async (_what, options) => {
    const turn = turnOf('one', options);
    expect(await turn.isMissing()).toBe(false);
    await turn.take();
    expect(turn.isHeld).toBe(false);
  });

  test('is taken in a Consul however its URL is spelled', async () => {
    const turn = turnOf('one', { kvUrl: `Consul+HTTP://${consul.address}` });
    await turn.take();
    expect(turn.isHeld).toBe(true);
    await turn.giveBack();
  });

  test('is done without where the Consul does not answer: it starts with the cluster', async () => {
    const turn = turnOf('one', { kvUrl: 'consul://127.0.0.1:1/' });
    expect(await turn.isMissing()).toBe(true);
    await turn.take();
    expect([turn.isHeld, await turn.isMissing()]).toEqual([false, false]);
  });
});
