import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConfStore } from '@hare/confstore';
import { formatError } from '@hare/base';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goldenJson, goldenText } from '../tests/support/golden.js';
import { memoryStore } from '../tests/support/memory-store.js';
import { formatCdf } from './write-yaml.js';
import { readDialect, type ReadDialectOptions } from './read-dialect.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-cdf-dialect-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const failure = async (url: string, options: ReadDialectOptions = {}): Promise<string> => {
  const store = await openConfStore(url, { maps: true });
  const text = await readDialect(store, options).then(
    () => 'valid',
    (error: unknown) => formatError(error as never),
  );
  return text.replaceAll(folder, 'DIR');
};
const rfc = (
  change: (node: Record<string, unknown>, cluster: Record<string, unknown>) => void,
): unknown => {
  const store = goldenJson('rfc', '01-one-node', 'confstore.json') as {
    cluster: Record<string, Record<string, unknown>>;
  };
  change(store.cluster['srvnode-1'] ?? {}, store.cluster);
  return store;
};

describe('what is wrong with a ConfStore', () => {
  test('is told all at once, with URL, key and position', async () => {
    const url = `json:${file('rfc.json', goldenText('rfc', '01-one-node', 'confstore.json').replace('"hostname": "node1.example.com",', '').replace('"tcp"', '"ib"').replace('"s3_instances": 11', '"s3_instances": "many"').replace('"/dev/sdc"', '"sdc", null'))}`;
    expect(await failure(url)).toMatchInlineSnapshot(`
      "json:DIR/rfc.json: the ConfStore has 5 missing or wrong values [CONFSTORE_INVALID]
        DIR/rfc.json:7:3, key cluster>srvnode-1>hostname: hostname is missing [KEY_MISSING]
          hint: add it (Name under which the node is reached)
        DIR/rfc.json:20:6, key cluster>srvnode-1>network>data>interface_type: interface_type is "ib", must be one of tcp, o2ib [KEY_VALUE]
          hint: to see what is allowed: hare-cdf explain interface_type
        DIR/rfc.json:28:6, key cluster>srvnode-1>storage>data_devices[0]: data_devices[0] is "sdc", must be a device path: absolute, without '"' and "\\" [KEY_VALUE]
          hint: to see what is allowed: hare-cdf explain data_devices
        DIR/rfc.json:28:13, key cluster>srvnode-1>storage>data_devices[1]: data_devices[1] is nothing, must not be empty [KEY_MISSING]
          hint: to see what is allowed: hare-cdf explain data_devices
        DIR/rfc.json:31:4, key cluster>srvnode-1>s3_instances: s3_instances is "many", must be a whole number not below 0 [KEY_TYPE]
          hint: to see what is allowed: hare-cdf explain s3_instances
        hint: correct the ConfStore; to see what a key means: hare-cdf explain KEY"
    `);
  });

  test('is told of YAML files too', async () => {
    const text = dump(goldenJson('node', '05-client-only-nodes', 'confstore.json'))
      .replace('num_nodes: 5', 'num_nodes: 4')
      .replace("sns:\n          data: '2'", 'sns:\n          data: two')
      .replace('tcp://data-2:22002', 'tcp://data-9:22002')
      .replace('tcp://data-3:21001', 'data-3');
    expect(await failure(`yaml:${file('node.yaml', text)}`)).toMatchInlineSnapshot(`
      "yaml:DIR/node.yaml: the ConfStore has 5 missing or wrong values [CONFSTORE_INVALID]
        DIR/node.yaml:16:11, key cluster>storage_set[0]>durability>sns>data: data is "two", must be a whole number not below 1 [KEY_TYPE]
          hint: to see what is allowed: hare-cdf explain data
        DIR/node.yaml:7:7, key cluster>storage_set[0]>num_nodes: num_nodes is 4, but nodes has 5 items [KEY_COUNT]
          hint: set num_nodes to 5, remove it, or correct nodes
        DIR/node.yaml:64:9, key cortx>motr>ios>endpoints[2]: endpoints[2] is "data-3", which is not an endpoint [KEY_ENDPOINT]
          hint: write it as tcp://HOST:PORT
        DIR/node.yaml:55:7, key cortx>motr>confd>endpoints: endpoints names no confd of the data node "data-2" (machine-id 4418d41a0195f4eb67047faa842f0ad1) [KEY_ENDPOINT_MISSING]
          hint: add tcp://data-2:PORT
        DIR/node.yaml:61:7, key cortx>motr>ios>endpoints: endpoints names no ios of the data node "data-3" (machine-id a842a011e73d911ee621aef36e55d1e6) [KEY_ENDPOINT_MISSING]
          hint: add tcp://data-3:PORT
        hint: correct the ConfStore; to see what a key means: hare-cdf explain KEY"
    `);
  });

  test('names the keys that are missing inside of maps that are missing', async () => {
    await expect(
      readDialect(memoryStore(rfc((node) => (node['storage'] = undefined)))),
    ).rejects.toMatchObject({
      problems: [{ code: 'KEY_MISSING', where: { key: 'cluster>srvnode-1>storage>data_devices' } }],
    });
  });

  test('points at the key behind a rule of the CDF', async () => {
    const store = rfc(
      (node) => (node['storage'] = { data_devices: ['/dev/sdc', '/dev/sdd', '/dev/sdc'] }),
    );
    await expect(readDialect(memoryStore(store))).rejects.toMatchObject({
      problems: [
        {
          code: 'CDF_DISK_REPEATED',
          where: { key: 'cluster>srvnode-1>storage>data_devices[2]', url: 'dict:test' },
        },
      ],
    });
  });

  test('quotes names that a key cannot hold as they are', async () => {
    const store = { cluster: { server_nodes: { id: 'srv>1' } } };
    await expect(readDialect(memoryStore(store))).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ where: { url: 'dict:test', key: 'cluster>"srv>1">hostname' } }),
      ]) as unknown,
    });
  });

  test('holds no warning when a ConfStore of one node is read, and one when there are more', async () => {
    expect((await readDialect(memoryStore(rfc(() => undefined)))).warnings).toEqual([]);
    const two = rfc((node, cluster) => {
      cluster['server_nodes'] = { a: 'srvnode-1', b: 'srvnode-2' };
      cluster['srvnode-2'] = { ...node, hostname: 'node2' };
    });
    const { warnings, model } = await readDialect(memoryStore(two));
    expect(warnings).toMatchObject([
      { code: 'KEY_SEVERAL_NODES', where: { key: 'cluster>server_nodes' } },
    ]);
    expect(model.nodes.map((node) => node.hostname)).toEqual(['node1.example.com', 'node2']);
  });
});

describe('the dialect', () => {
  test('is unknown when none of the maps is there', async () => {
    expect(
      await failure(`json:${file('none.json', '{"cluster": {"server_nodes": "x"}, "node": []}')}`),
    ).toMatchInlineSnapshot(`
      "json:DIR/none.json: the ConfStore does not describe a cluster: it has none of the maps node (node), server_node (server_node), cluster>server_nodes (rfc20); node is an empty list, not a map, cluster>server_nodes is "x", not a map [DIALECT_UNKNOWN]
        hint: check the URL; to see the keys of a generation (node, server_node, rfc20): hare-cdf schema --dialect node"
    `);
  });

  test('is unknown when several of them are, and then can be chosen', async () => {
    const both = rfc(() => undefined) as Record<string, unknown>;
    both['server_node'] = {};
    expect(await failure(`json:${file('both.json', JSON.stringify(both))}`)).toMatchInlineSnapshot(`
      "json:DIR/both.json: the ConfStore has server_node and cluster>server_nodes, so its generation is unclear [DIALECT_UNKNOWN]
        hint: pass its generation with --dialect, one of node, server_node, rfc20"
    `);
    expect((await readDialect(memoryStore(both), { dialect: 'rfc20' })).dialect).toBe('rfc20');
    await expect(readDialect(memoryStore(both), { dialect: 'node' })).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({
          code: 'KEY_MISSING',
          where: expect.objectContaining({ key: 'node' }) as unknown,
        }),
      ]) as unknown,
    });
  });

  test('is read the same from json, yaml, properties and a folder', async () => {
    const document = rfc((node) => (node['network'] = { data: { interfaces: 'eth0, eth1' } }));
    const leaves: [string, string][] = [];
    const collect = (value: unknown, key: string): void => {
      if (typeof value !== 'object' || value === null) leaves.push([key, String(value)]);
      else if (Array.isArray(value))
        for (const [i, item] of value.entries()) collect(item, `${key}[${i}]`);
      else
        for (const [name, member] of Object.entries(value))
          collect(member, key === '' ? name : `${key}>${name}`);
    };
    collect(document, '');
    for (const [key, value] of leaves) {
      const place = path.join(folder, 'tree', ...key.split('>'));
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, value);
    }
    const urls = [
      `json:${file('same.json', JSON.stringify(document))}`,
      `yaml:${file('same.yaml', dump(document))}`,
      `properties:${file('same.properties', leaves.map(([key, value]) => `${key} = ${value}\n`).join(''))}`,
      `dir:${path.join(folder, 'tree')}`,
    ];
    const texts = await Promise.all(
      urls.map(async (url) =>
        formatCdf((await readDialect(await openConfStore(url, { maps: true }))).model, '2021'),
      ),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('data_iface: eth0\n');
  });
});

describe('what else a ConfStore tells', () => {
  test('is the name of the cluster, else a digest of its machine-ids', async () => {
    expect((await readDialect(memoryStore(rfc(() => undefined)))).clusterId).toBe('c-0001');
    const { clusterId } = await readDialect(
      memoryStore(rfc((_, cluster) => (cluster['cluster_id'] = undefined))),
    );
    expect(clusterId).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is the machines and their hostnames', async () => {
    expect((await readDialect(memoryStore(rfc(() => undefined)))).machines).toEqual([
      { machineId: '2fe90091bb091de69662f13542f5cad1', hostname: 'node1.example.com' },
    ]);
  });
});

test('what the file repeats with the same value is a warning with its place', async () => {
  const text = JSON.stringify(
    goldenJson('rfc', '01-one-node', 'confstore.json'),
    undefined,
    1,
  ).replace('"cluster": {', '"cluster": {\n "site": "c",\n "site": "c",');
  const { warnings } = await readDialect(
    await openConfStore(`json://${file('repeated.json', text)}`, { maps: true }),
  );
  expect(warnings.map(({ code, where }) => [code, where.file, where.line])).toContainEqual([
    'DUPLICATE_KEY',
    path.join(folder, 'repeated.json'),
    4,
  ]);
});
