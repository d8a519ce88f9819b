import { describe, expect, test } from 'vitest';
import {
  goldenCases,
  goldenJson,
  goldenSucceeds,
  goldenText,
  without,
  yamlData,
} from '../../tests/support/golden.js';
import { memoryStore } from '../../tests/support/memory-store.js';
import { knownFacts, type Facts } from '../facts.js';
import { formatCdf } from '../write-yaml.js';
import type { NodeDescription } from '../model.js';
import { readDialect, type DialectReading } from '../read-dialect.js';

interface FactsFile {
  readonly kv: Facts;
}

const generate = (name: string): Promise<DialectReading> =>
  readDialect(memoryStore(goldenJson('node', name, 'confstore.json')), {
    facts: knownFacts((goldenJson('node', name, 'facts.json') as FactsFile).kv, 'facts file'),
  });
const expected = (name: string): Record<string, unknown> =>
  yamlData(goldenText('node', name, 'expected.cdf.yaml'));
const asData = (reading: DialectReading): Record<string, unknown> =>
  yamlData(formatCdf(reading.model, '2022'));
const nodeOf = async (name: string, index: number): Promise<NodeDescription | undefined> =>
  (await generate(name)).model.nodes[index];

/**
 * Hare wrote the text None for an unknown group (D2), and port 0 for servers of nodes that have
 * none (D6).
 */
function sane(cdf: Record<string, unknown>): unknown {
  const nodes = (cdf['nodes'] as Record<string, unknown>[]).map((node) =>
    node['m0_servers'] === undefined ? without(node, (name) => name === 'm0_server') : node,
  );
  return without({ ...cdf, nodes }, (name, value) => name === 'node_group' && value === 'None');
}

const different = ['04', '14', '15', '20', '21', '22', '24', '25', '27', '28'];
const acceptedErrors = [
  'err-01',
  'err-04',
  'err-05',
  'err-09',
  'err-11',
  'err-17',
  'err-18',
  'err-19',
];

describe('what Hare made of ConfStores with node', () => {
  for (const name of goldenCases('node')) {
    if (different.includes(name.slice(0, 2)) || acceptedErrors.includes(name.slice(0, 6))) continue;
    if (goldenSucceeds('node', name)) {
      test(`${name} gives the same CDF`, async () => {
        expect(asData(await generate(name))).toEqual(sane(expected(name)));
      });
    } else {
      test(`${name} is refused`, async () => {
        await expect(generate(name)).rejects.toMatchObject({
          code: expect.stringMatching(/^(CONFSTORE_INVALID|FACTS_MISSING)$/) as string,
        });
      });
    }
  }
});

describe('where we differ from Hare on purpose', () => {
  test('D1 facts are each node’s own', async () => {
    const { model } = await generate('24-local-machine-is-second');
    expect(
      model.nodes.map(({ processorCount, memorySizeMb }) => [processorCount, memorySizeMb]),
    ).toEqual([
      [8, 15884.5],
      [64, 128000.5],
    ]);
  });

  test('D2 an unknown node_group is left out', async () => {
    expect(await nodeOf('01-one-node', 0)).not.toHaveProperty('nodeGroup');
  });

  test('D2 a client-only node keeps its node_group', async () => {
    expect((await nodeOf('27-node-group-with-client-node', 1))?.nodeGroup).toBe('client.rack');
  });

  test('D2 node groups may be known of some nodes only', async () => {
    const { model } = await generate('err-19-node-group-partial');
    expect(model.nodes.map((node) => node.nodeGroup)).toEqual(['data-1.rack.example', undefined]);
  });

  test('D3 the sns pool of a storage set is on the disks of that set only', async () => {
    const { model } = await generate('04-two-storage-sets');
    expect(
      model.pools
        .slice(0, 2)
        .map(({ name, diskRefs }) => [name, [...new Set(diskRefs?.map((ref) => ref.node))]]),
    ).toEqual([
      ['storage-set-1__sns', ['data-1', 'data-2']],
      ['storage-set-2__sns', ['data-3', 'data-4']],
    ]);
  });

  test('D4 an interface list that is text gives its first interface', async () => {
    expect((await nodeOf('20-string-interfaces', 0))?.dataIface).toBe('eth1');
  });

  test('D5 endpoints match hosts without regard to case', async () => {
    expect((await nodeOf('25-uppercase-hostname', 0))?.networkPorts).toEqual({
      hax: 22001,
      haxHttp: 22003,
      m0Server: [
        { name: 'confd', port: 22002 },
        { name: 'ios', port: 21001 },
      ],
      m0ClientOther: [{ name: 'motr_client', port: 22501 }],
    });
  });

  test('D5 endpoints may name a node by its hostname although it has a private_fqdn', async () => {
    const node = await nodeOf('14-private-fqdn-and-ifaces', 0);
    expect([node?.hostname, node?.dataIfaceType, node?.networkPorts?.hax, node?.dataIface]).toEqual(
      ['data-1.data.private', 'tcp', 22001, 'eth1'],
    );
  });

  test('D6 client-only nodes get no server ports', async () => {
    const { model } = await generate('05-client-only-nodes');
    expect(model.nodes.map((node) => node.networkPorts?.m0Server !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('D7 a machine-id that begins like another is a machine of its own', async () => {
    const { model } = await generate('err-18-machine-id-substring');
    expect(model.nodes.map(({ machineId, m0Servers }) => [machineId, m0Servers.length])).toEqual([
      ['n10', 2],
      ['n1', 0],
    ]);
  });

  test('D8 missing facts are an error that names every node and key', async () => {
    await expect(generate('err-07-missing-facts')).rejects.toMatchObject({
      code: 'FACTS_MISSING',
      problems: [
        {
          code: 'FACT_MISSING',
          where: { key: 'data-1/facts' },
          message: 'node data-1: processorcount and memorysize_mb are missing',
        },
      ],
    });
  });

  test('D9 a dix pool is on the metadata devices that are used: the second one of a CVG does not count', async () => {
    await expect(generate('21-many-metadata')).rejects.toMatchObject({
      problems: [
        { code: 'CDF_TOO_FEW_DISKS', where: { key: 'cluster>storage_set[0]>durability>dix>data' } },
      ],
    });
  });

  test('D10 the controller tolerance uses the smallest number of CVGs', async () => {
    const { model } = await generate('28-cvg-count-of-first-node-only');
    expect(model.pools[0]?.allowedFailures).toEqual({
      site: 0,
      rack: 0,
      encl: 1,
      ctrl: 1,
      disk: 2,
    });
  });

  test('D11 without dix durability there is no dix pool', async () => {
    const { model } = await generate('err-01-missing-dix-durability');
    expect(model.pools.map((pool) => pool.name)).toEqual(['storage-set-1__sns']);
  });

  test('D12 a memory size without fraction is a number like any other', async () => {
    expect((await nodeOf('err-09-integer-memory', 0))?.memorySizeMb).toBe(16384);
  });

  test('D12 "true" as text is a boolean', async () => {
    const store = goldenJson('node', '13-create-aux', 'confstore.json') as {
      cluster: Record<string, unknown>;
    };
    store.cluster['create_aux'] = 'true';
    const facts = knownFacts(
      (goldenJson('node', '13-create-aux', 'facts.json') as FactsFile).kv,
      'facts file',
    );
    expect((await readDialect(memoryStore(store), { facts })).model.createAux).toBe(true);
    expect((await generate('err-17-create-aux-string')).model.createAux).toBe(true);
  });

  test('D13 the metadata device of a CVG is that of the ConfStore, and the confd server has none', async () => {
    expect((await nodeOf('02-three-nodes', 0))?.m0Servers.map((server) => server.metaData)).toEqual(
      ['/dev/sdb', undefined],
    );
  });

  test('D14 the one dix pool has the name of the first set and the metadata devices of all', async () => {
    const { model } = await generate('04-two-storage-sets');
    expect(model.pools[2]).toMatchObject({
      name: 'storage-set-1__dix',
      type: 'dix',
      diskRefs: ['data-1', 'data-2', 'data-3', 'data-4'].map((node) => ({
        node,
        path: '/dev/sdb',
      })),
    });
    expect(model.profiles).toEqual([
      {
        name: 'Profile_the_pool',
        pools: ['storage-set-1__sns', 'storage-set-2__sns', 'storage-set-1__dix'],
      },
    ]);
  });

  test('D14 dix layouts that differ between storage sets are refused', async () => {
    const store = goldenJson('node', '04-two-storage-sets', 'confstore.json') as {
      cluster: { storage_set: { durability: { dix: { parity: string } } }[] };
    };
    for (const set of store.cluster.storage_set.slice(1)) set.durability.dix.parity = '0';
    await expect(readDialect(memoryStore(store))).rejects.toMatchObject({
      problems: [
        { code: 'KEY_DIX_LAYOUTS', where: { key: 'cluster>storage_set[1]>durability>dix' } },
      ],
    });
  });

  test('D15 absent counts mean the length of their list', async () => {
    for (const name of [
      'err-04-missing-num_storage_set',
      'err-05-missing-num_cvg',
      'err-11-missing-motr-clients',
    ])
      await expect(generate(name), name).resolves.toMatchObject({ dialect: 'node' });
  });

  test('D15 a count that disagrees with its list is an error with both numbers', async () => {
    await expect(generate('15-http-only-hax-endpoints')).rejects.toMatchObject({
      problems: [
        {
          code: 'KEY_COUNT',
          message: 'num_endpoints is 1, but endpoints has 2 items',
          where: { key: 'cortx>hare>hax>num_endpoints' },
        },
      ],
    });
  });

  test('spare units that are neither 0 nor K are refused at their key', async () => {
    await expect(generate('22-spare-not-zero-nor-parity')).rejects.toMatchObject({
      problems: [
        { code: 'CDF_SPARE_UNITS', where: { key: 'cluster>storage_set[0]>durability>sns>spare' } },
      ],
    });
  });
});
