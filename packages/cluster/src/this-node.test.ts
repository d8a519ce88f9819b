import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClusterDescription } from '@hare/cdf';
import { type MapStore, openConfStore } from '@hare/confstore';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { clusterId } from './cluster-id.js';
import { identifyNode, thisNode } from './this-node.js';

const node = (hostname: string, machineId?: string): ClusterDescription['nodes'][number] => ({
  hostname,
  machineId,
  dataIface: 'e',
  m0Servers: [],
  m0Clients: [],
});
const cdf: ClusterDescription = {
  nodes: [node('srvnode-1.data'), node('srvnode-2.data', 'b2')],
  pools: [],
};
let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'hare-node-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(path.join(root, 'etc'));
});

const machine = async (files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(root, 'etc', name), `${text}\n`);
};
const context = (named?: string): Parameters<typeof thisNode>[1] => ({
  node: named,
  root,
  path: (file) => path.join(root, file),
});
const store = (document: unknown): Promise<MapStore> =>
  openConfStore(`dict:${JSON.stringify(document)}`, { maps: true });
const rfc20 = {
  cluster: { server_nodes: { a1: 'srvnode-1' }, 'srvnode-1': { hostname: 'srvnode-1.data' } },
};

test('the machine-id in the CDF decides', async () => {
  await machine({ 'machine-id': 'b2', hostname: 'srvnode-1.data' });
  expect((await thisNode(cdf, context(), undefined)).hostname).toBe('srvnode-2.data');
});

test.each<[string, unknown]>([
  ['rfc20', rfc20],
  ['server_node', { server_node: { a1: { hostname: 'srvnode-1.data' } } }],
  [
    'node',
    { node: { a1: { hostname: 'mgmt-1', network: { data: { private_fqdn: 'SRVNODE-1.data' } } } } },
  ],
])('else the machine-id in the ConfStore, dialect %s', async (_, document) => {
  await machine({ 'machine-id': 'a1', hostname: 'elsewhere' });
  expect((await thisNode(cdf, context(), await store(document))).hostname).toBe('srvnode-1.data');
});

test('else the host name, without regard to case', async () => {
  await machine({ 'machine-id': 'unknown', hostname: 'Srvnode-1.Data' });
  expect((await thisNode(cdf, context(), undefined)).hostname).toBe('srvnode-1.data');
});

test('--node goes before all, by host name, machine-id or the name in the ConfStore', async () => {
  await machine({ 'machine-id': 'b2' });
  expect((await thisNode(cdf, context('srvnode-1.data'), undefined)).hostname).toBe(
    'srvnode-1.data',
  );
  expect((await thisNode(cdf, context('b2'), undefined)).hostname).toBe('srvnode-2.data');
  expect((await thisNode(cdf, context('srvnode-1'), await store(rfc20))).hostname).toBe(
    'srvnode-1.data',
  );
});

const only: ClusterDescription = { nodes: [node('srvnode-1.data')], pools: [] };

test('the only node of an rfc20 ConfStore that names another machine is a guess, and said to be one', async () => {
  await machine({ 'machine-id': 'c3', hostname: 'elsewhere' });
  const guess = await identifyNode(only, context(), await store(rfc20));
  expect(guess).toMatchObject({ by: 'only-node', node: { hostname: 'srvnode-1.data' } });
  expect(guess.warnings.join()).toMatch(
    /names this machine .*c3.*elsewhere.*--node srvnode-1\.data/,
  );
  expect(await identifyNode(only, context('srvnode-1'), await store(rfc20))).toMatchObject({
    by: 'option',
    warnings: [],
  });
});

test.each(['localhost', 'LOCALHOST.localdomain'])(
  'a host name that every machine has, %s, names none',
  async (host) => {
    await machine({ 'machine-id': 'c3', hostname: host });
    const local = { nodes: [node(host)], pools: [] };
    await expect(thisNode(local, context(), undefined)).rejects.toMatchObject({
      code: 'NODE_UNKNOWN',
    });
    expect(
      await identifyNode(
        local,
        context(),
        await store({ cluster: { server_nodes: { a1: 'n' }, n: { hostname: host } } }),
      ),
    ).toMatchObject({ by: 'only-node' });
  },
);

test.each(['uninitialized', '00000000000000000000000000000000'])(
  'a machine-id that is not set yet, %s, names none',
  async (machineId) => {
    await machine({ 'machine-id': machineId, hostname: 'elsewhere' });
    await expect(
      thisNode(
        { nodes: [node('srvnode-1.data', machineId), node('other')], pools: [] },
        context(),
        undefined,
      ),
    ).rejects.toMatchObject({ code: 'NODE_UNKNOWN' });
  },
);

test('what config was told on this machine goes before machine-id and host name; what it was told on another does not count', async () => {
  await machine({ 'machine-id': 'b2', hostname: 'srvnode-2.data' });
  const recorded = (
    machineId: string,
    name = 'srvnode-1.data',
  ): Parameters<typeof identifyNode>[1] => ({ ...context(), recordedNode: { name, machineId } });
  expect(await identifyNode(cdf, recorded('b2'), undefined)).toMatchObject({
    by: 'recorded',
    node: { hostname: 'srvnode-1.data' },
  });
  expect(await identifyNode(cdf, recorded('c3'), undefined)).toMatchObject({
    by: 'machine-id',
    node: { hostname: 'srvnode-2.data' },
  });
  expect(await identifyNode(cdf, recorded('b2', 'gone'), undefined)).toMatchObject({
    by: 'machine-id',
  });
  expect(
    await identifyNode(cdf, { ...recorded('b2'), node: 'srvnode-2.data' }, undefined),
  ).toMatchObject({ by: 'option', node: { hostname: 'srvnode-2.data' } });
});

test('a machine-id and a host name of two nodes are pointed out: machines are cloned', async () => {
  await machine({ 'machine-id': 'b2', hostname: 'srvnode-1.data' });
  const { node: found, warnings } = await identifyNode(cdf, context(), undefined);
  expect(found.hostname).toBe('srvnode-2.data');
  expect(warnings.join()).toMatch(/srvnode-2\.data.*srvnode-1\.data.*cloned/);
});

test('a machine that is no node is told with its machine-id and host name', async () => {
  await machine({ 'machine-id': 'c3', hostname: 'elsewhere' });
  await expect(thisNode(cdf, context(), undefined)).rejects.toMatchObject({
    code: 'NODE_UNKNOWN',
    message: expect.stringMatching(/machine-id c3, host name elsewhere/) as string,
  });
  await expect(thisNode(cdf, context('nobody'), undefined)).rejects.toMatchObject({
    code: 'NODE_UNKNOWN',
    message: expect.stringContaining('srvnode-1.data, srvnode-2.data') as string,
  });
});

test('a cluster is known by its id in the ConfStore, else by its machines in any order', async () => {
  expect(await clusterId(cdf, await store({ cluster: { id: 'c-1' } }))).toBe('c-1');
  expect(await clusterId(cdf, await store({ cluster_id: 'c-2' }))).toBe('c-2');
  expect(await clusterId(cdf, await store({ server_node: { a1: { cluster_id: 'c-3' } } }))).toBe(
    'c-3',
  );
  const two = { nodes: [node('a', '1'), node('b', '2')], pools: [] };
  expect(await clusterId(two, undefined)).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(await clusterId(two, undefined)).toBe(
    await clusterId({ nodes: [...two.nodes].reverse(), pools: [] }, undefined),
  );
});
