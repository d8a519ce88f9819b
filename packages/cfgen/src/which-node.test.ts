import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../tests/support/temporary-folder.js';
import { whichNode } from './which-node.js';

const node = (name: string, machineId?: string) => ({
  hostname: name,
  dataIface: 'eth1',
  machineId,
  m0Servers: [],
  m0Clients: [],
});
const cluster = {
  nodes: [node('ssc-1', '0A-01'), node('ssc-2', '0a02'), node('Plain')],
  pools: [],
};

function root(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'etc'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(folder, 'etc', name), text);
  return folder;
}

test('the machine-id decides, then the hostname, both without regard to case', async () => {
  expect(
    await whichNode(cluster, { root: root({ 'machine-id': '0a01\n', hostname: 'ssc-2\n' }) }),
  ).toBe('ssc-1');
  expect(
    await whichNode(cluster, { root: root({ 'machine-id': 'ffff\n', hostname: 'plain' }) }),
  ).toBe('Plain');
  expect(
    await whichNode(cluster, { root: root({ 'machine-id': '', hostname: 'other' }) }),
  ).toBeUndefined();
  expect(await whichNode(cluster, { root: root({}) })).toBeUndefined();
});

test('a node that was named is believed, by hostname or machine-id; an unknown one is refused with the names there are', async () => {
  expect(await whichNode(cluster, { node: 'ssc-2', root: root({ 'machine-id': '0a01' }) })).toBe(
    'ssc-2',
  );
  expect(await whichNode(cluster, { node: '0a02' })).toBe('ssc-2');
  await expect(whichNode(cluster, { node: 'ssc-9' })).rejects.toMatchObject({
    code: 'CFGEN_NO_NODE',
    hint: 'use one of ssc-1, ssc-2, Plain',
  });
});

test('without another root it is the hostname of this machine', async () => {
  expect(await whichNode({ nodes: [node(hostname())], pools: [] })).toBe(hostname());
});
