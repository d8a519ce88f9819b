import { parseStoreUrl } from '@hare/base';
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul } from '@hare/real-consul';
import type { BinEnd } from '@hare/sandbox';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canMakeNamespaces, startConsulInNamespace } from '../src/nodes/consul-in-namespace.js';
import { makeNodes, type NodePlace } from '../src/nodes/make-nodes.js';

const program = await consulForTests();
const binary = program?.binary ?? '';
const isolates = canMakeNamespaces();
if (!isolates)
  writeSync(
    2,
    'SKIPPED: the Consul on the default address, as no network namespace can be made here (unshare --net)\n',
  );
if (!isolates && process.env['CI'] === 'true')
  throw new Error('this machine makes no network namespaces: unshare --net');

interface Place extends NodePlace {
  /** The KV from outside. */
  readonly url: string;
}

/** prepare → config → init → test on three nodes, without the address of the KV on any of them. */
async function bringUp(place: Place): Promise<void> {
  const cluster = makeNodes({ servers: [] }, 3, place);
  onTestFinished(() => cluster.remove());
  const kv = ConsulKv.of(parseStoreUrl(place.url));
  const conf = ['--config', `json://${cluster.confstoreFile}`];
  const all = async (...args: readonly string[]): Promise<void> => {
    for (const end of await Promise.all(
      cluster.nodes.map((node) => node.setup([...args, ...conf])),
    ))
      ok(end);
  };
  const [first, second, third] = cluster.nodes;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('there are fewer than three nodes');

  ok(await first.setup(['prepare', ...conf]));
  ok(await second.setup(['prepare', ...conf]));
  expect(JSON.parse((await kv.get('ssl/hax'))?.text ?? '{}')).toEqual({
    http_protocol: 'http',
    cert_path: '',
    key_path: '',
  });
  const state = { isOver: false };
  const config = first.setup(['config', ...conf]).finally(() => (state.isOver = true));
  const waits = (): boolean =>
    readFileSync(first.at('var/log/seagate/hare/setup.log'), 'utf8').includes(
      `waiting for facts from ${third.hostname}`,
    );
  while (!state.isOver && !waits()) await sleep(50);
  expect(state.isOver, 'config waits for the third node').toBe(false);
  ok(await third.setup(['prepare', ...conf]));
  ok(await config);
  await all('config');
  expect(JSON.parse((await kv.get('hare_setup/apply'))?.text ?? '{}')).toMatchObject({
    generation: 1,
    state: 'applied',
  });
  await all('init');
  expect(
    cluster.nodes.map(
      ({ simulation }) =>
        simulation.callsOf('bootstrap').filter(({ args }) => args.includes('--mkfs')).length,
    ),
  ).toEqual([1, 0, 0]);
  await all('test');
}

function ok({ exitCode, output }: BinEnd): void {
  expect(exitCode, output).toBe(0);
}

describe.skipIf(program === undefined)('three nodes that are not told where the KV is', () => {
  test.skipIf(!isolates)('find the Consul on the default address', async () => {
    const consul = await startConsulInNamespace(binary);
    onTestFinished(() => consul.stop());
    await bringUp({
      url: consul.url,
      env: { HCTL_SIM_KV: 'consul://127.0.0.1:8500/' },
      through: consul.through,
    });
  });

  test('find the Consul that CONSUL_HTTP_ADDR names', async () => {
    const consul = await startConsul({ binary });
    onTestFinished(() => consul.stop());
    await bringUp({
      url: consul.url,
      env: { CONSUL_HTTP_ADDR: `http://${consul.address}`, HCTL_SIM_KV: consul.url },
    });
  });
});
