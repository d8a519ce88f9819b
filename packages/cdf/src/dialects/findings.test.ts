import { isHareError } from '@hare/base';
import { describe, expect, test } from 'vitest';
import { goldenJson } from '../../tests/support/golden.js';
import { memoryStore } from '../../tests/support/memory-store.js';
import { put } from '../../tests/support/put.js';
import { readDialect, type DialectReading } from '../read-dialect.js';

/** Where a golden ConfStore is changed, and what is there then; undefined: nothing. */
type Edit = readonly [path: readonly (string | number)[], value: unknown];

const read = (group: string, name: string, ...edits: readonly Edit[]): Promise<DialectReading> => {
  const store = goldenJson(group, name, 'confstore.json');
  for (const [path, value] of edits) put(store, path, value);
  return readDialect(memoryStore(store));
};
const findings = (
  group: string,
  name: string,
  ...edits: readonly Edit[]
): Promise<readonly string[]> =>
  read(group, name, ...edits).then(
    () => ['valid'],
    (error: unknown) =>
      isHareError(error)
        ? error.problems.map(({ code, where }) => `${code} ${where.key ?? ''}`)
        : Promise.reject(error as Error),
  );

const first = '1997f41daa6cbe21532fe478485bd8db';
const second = '4418d41a0195f4eb67047faa842f0ad1';
const third = 'a842a011e73d911ee621aef36e55d1e6';
const server = '2fe90091bb091de69662f13542f5cad1';
const august = 'server_node-02404d45';
const march = 'server_node-f2d664c6';

describe('dialect node', () => {
  const set = ['cluster', 'storage_set', 0] as const;

  test.each<[string, Edit, readonly string[]]>([
    [
      'a set that names an unknown machine',
      [[...set, 'nodes', 2], 'nobody'],
      ['KEY_UNKNOWN_MACHINE cluster>storage_set[0]>nodes[2]', `KEY_NO_STORAGE_SET node>${third}`],
    ],
    [
      'a data node named twice',
      [[...set, 'nodes', 2], first],
      ['KEY_MACHINE_REPEATED cluster>storage_set[0]>nodes[2]', `KEY_NO_STORAGE_SET node>${third}`],
    ],
    [
      'a data node without CVGs',
      [['node', first, 'cvg'], undefined],
      [`KEY_MISSING node>${first}>cvg`, `KEY_COUNT node>${first}>num_cvg`],
    ],
    [
      'a CVG without metadata',
      [['node', first, 'cvg', 0, 'devices', 'metadata'], []],
      [
        `KEY_EMPTY node>${first}>cvg[0]>devices>metadata`,
        `KEY_COUNT node>${first}>cvg[0]>devices>num_metadata`,
      ],
    ],
    [
      'a port that is none',
      [['cortx', 'motr', 'ios', 'endpoints', 0], 'tcp://data-1:70000'],
      ['KEY_ENDPOINT cortx>motr>ios>endpoints[0]', 'KEY_ENDPOINT_MISSING cortx>motr>ios>endpoints'],
    ],
    [
      'a client without a number of instances',
      [['cortx', 'motr', 'clients', 0, 'num_instances'], undefined],
      ['KEY_MISSING cortx>motr>clients[0]>num_instances'],
    ],
    [
      'a transport of another kind',
      [['cortx', 'motr', 'transport_type'], 'rdma'],
      ['KEY_VALUE cortx>motr>transport_type'],
    ],
    [
      'no storage set',
      [['cluster', 'storage_set'], []],
      [
        'KEY_EMPTY cluster>storage_set',
        'KEY_COUNT cluster>num_storage_set',
        `KEY_NO_STORAGE_SET node>${first}`,
        `KEY_NO_STORAGE_SET node>${second}`,
        `KEY_NO_STORAGE_SET node>${third}`,
      ],
    ],
    [
      'two nodes of one name',
      [['node', second, 'hostname'], 'data-1'],
      [`CDF_HOSTNAME_REPEATED node>${second}>hostname`],
    ],
  ])('reports %s, and nothing else', async (_, edit, expected) => {
    expect(await findings('node', '02-three-nodes', edit)).toEqual(expected);
  });

  test('takes a node whose motr names no services for a data node when it has CVGs', async () => {
    const late = await read('node', '01-one-node');
    for (const components of [
      undefined,
      [{ name: 'motr' }, { name: 'hare' }],
      [{ name: 'motr' }, { name: 'hare', services: ['hax'] }],
    ]) {
      const early = await read(
        'node',
        '01-one-node',
        [['node', first, 'components'], components],
        [['node', first, 'num_components'], undefined],
      );
      expect(early.model.nodes[0]?.m0Servers).toEqual(late.model.nodes[0]?.m0Servers);
    }
    for (const edits of [
      [['components'], [{ name: 'motr', services: ['motr_client'] }]],
      [['num_cvg'], 0],
    ] as const) {
      const [path, value] = edits;
      expect(
        await findings(
          'node',
          '01-one-node',
          [['node', first, 'components'], [{ name: 'motr' }]],
          [['node', first, 'num_components'], undefined],
          [['node', first, ...path], value],
        ),
      ).toContain('KEY_NO_DATA_NODE cluster>storage_set[0]>nodes');
    }
  });

  test('takes the cluster of the nodes for the one that an early sample does not name', async () => {
    const withoutId: readonly Edit[] = [
      [['cluster', 'id'], undefined],
      ...[first, second, third].flatMap((id): readonly Edit[] => [
        [['node', id, 'components'], undefined],
        [['node', id, 'num_components'], undefined],
      ]),
    ];
    expect((await read('node', '02-three-nodes', ...withoutId)).clusterId).toBe('cluster-0001');
    expect(
      await findings('node', '02-three-nodes', ...withoutId, [
        ['node', second, 'cluster_id'],
        'other',
      ]),
    ).toEqual([`KEY_CLUSTER_ID node>${second}>cluster_id`]);
    const nameless = [first, second, third].map((id): Edit => [
      ['node', id, 'cluster_id'],
      undefined,
    ]);
    expect(await findings('node', '02-three-nodes', ...withoutId, ...nameless)).toEqual([
      'KEY_MISSING cluster>id',
    ]);
  });

  test('reports a node without a name, by the key that is missing', async () => {
    expect(
      await findings('node', '02-three-nodes', [['node', first, 'hostname'], undefined]),
    ).toContain(`KEY_MISSING node>${first}>hostname`);
  });

  test('reports a storage set without a data node', async () => {
    const clients = {
      name: 'clients',
      nodes: ['28224c5e84194032c76d2f93befc0410'],
      durability: { sns: { data: 1, parity: 0, spare: 0 } },
    };
    expect(
      await findings(
        'node',
        '05-client-only-nodes',
        [['cluster', 'storage_set', 1], clients],
        [['cluster', 'num_storage_set'], 2],
      ),
    ).toEqual(['KEY_NO_DATA_NODE cluster>storage_set[1]>nodes']);
  });

  test('leaves out a node that runs neither data nor a client', async () => {
    const idle = ['node', '712010686990e710e15fd48ef9652b04'] as const;
    const { model } = await read(
      'node',
      '05-client-only-nodes',
      [[...idle, 'components'], [{ name: 'hare', services: ['hax'] }]],
      [[...idle, 'num_components'], 1],
    );
    expect(model.nodes.map((node) => node.hostname)).toEqual([
      'data-1',
      'data-2',
      'data-3',
      'client-1',
    ]);
  });

  test('runs a client where its component is, though nothing there has its name', async () => {
    const { model } = await read('node', '02-three-nodes', [
      ['node', first, 'components', 0],
      { name: 'motr', services: ['io'] },
    ]);
    expect(model.nodes[0]?.m0Clients).toEqual([{ name: 'motr_client', instances: 2 }]);
  });

  test('finds a node by its name, and takes the network from the endpoint of hax', async () => {
    const { model } = await read(
      'node',
      '01-one-node',
      [['node', first, 'name'], 'alias'],
      [
        ['cortx', 'hare', 'hax'],
        { endpoints: ['https://any:443', 'http://other:80', 'o2ib://ALIAS:5'] },
      ],
    );
    expect([
      model.nodes[0]?.dataIfaceType,
      model.nodes[0]?.networkPorts?.hax,
      model.nodes[0]?.networkPorts?.haxHttp,
    ]).toEqual(['o2ib', 5, 443]);
  });

  test('reads log devices, and lists that are text with commas or JSON text', async () => {
    const devices = ['node', first, 'cvg', 0, 'devices'] as const;
    const { model } = await read(
      'node',
      '01-one-node',
      [[...devices, 'log'], '/dev/nvme0, /dev/nvme1'],
      [[...devices, 'data'], '["/dev/sdc","/dev/sdd"]'],
    );
    expect(model.nodes[0]?.m0Servers[0]).toMatchObject({
      data: [{ path: '/dev/sdc' }, { path: '/dev/sdd' }],
      log: [{ path: '/dev/nvme0' }, { path: '/dev/nvme1' }],
    });
  });

  test('warns of endpoints of hosts that are no nodes, once per list', async () => {
    const { warnings } = await read('node', '01-one-node', [
      ['cortx', 'motr', 'ios'],
      { endpoints: ['tcp://data-1:21001', 'tcp://x:1', 'tcp://y:1'] },
    ]);
    expect(warnings).toMatchObject([
      {
        code: 'KEY_ENDPOINT_HOST',
        message: 'endpoints names x, y, which are not nodes of the cluster',
      },
    ]);
  });
});

describe('dialect server_node', () => {
  const cluster = ['cluster', 'c-0001'] as const;

  test.each<[string, string, string, Edit, readonly string[]]>([
    [
      'nodes of two clusters',
      august,
      '03-three-nodes-8-client_instances',
      [['server_node', '1a43fcb781f0926f5e242984b150d5de', 'cluster_id'], 'other'],
      ['KEY_CLUSTER_ID server_node>1a43fcb781f0926f5e242984b150d5de>cluster_id'],
    ],
    [
      'no cluster id',
      august,
      '01-one-node-sns-only',
      [['server_node', server, 'cluster_id'], undefined],
      [`KEY_MISSING server_node>${server}>cluster_id`],
    ],
    [
      'both places for CVGs',
      august,
      '03-three-nodes-8-client_instances',
      [['server_node', server, 'cvg'], []],
      [`KEY_MIXED_GENERATIONS server_node>${server}>cvg`],
    ],
    [
      'a count of CVGs that disagrees',
      august,
      '01-one-node-sns-only',
      [['server_node', server, 'storage', 'cvg_count'], '3'],
      [`KEY_COUNT server_node>${server}>storage>cvg_count`],
    ],
    [
      'an unknown machine in a set',
      august,
      '01-one-node-sns-only',
      [[...cluster, 'storage_set', 0, 'server_nodes', 1], 'nobody'],
      ['KEY_UNKNOWN_MACHINE cluster>c-0001>storage_set[0]>server_nodes[1]'],
    ],
    [
      'a count of sets that disagrees',
      march,
      '03-two-sets-o2ib',
      [[...cluster, 'site', 'storage_set_count'], 3],
      ['KEY_COUNT cluster>c-0001>site>storage_set_count'],
    ],
    [
      'no set at all',
      march,
      '01-one-node',
      [[...cluster, 'storage_set1'], undefined],
      ['KEY_MISSING cluster>c-0001>storage_set1>name'],
    ],
  ])('reports %s', async (_, group, name, edit, [expected]) => {
    expect(await findings(group, name, edit)).toContain(expected);
  });

  test('reads the form between March and August, whose durability is the layout itself', async () => {
    const set = [...cluster, 'storage_set', 0] as const;
    const later = await read(august, '01-one-node-sns-only');
    expect(
      (
        await read(august, '01-one-node-sns-only', [
          [...set, 'durability'],
          { data: '1', parity: '0', spare: '0' },
        ])
      ).model,
    ).toEqual(later.model);
    expect(
      await findings(august, '01-one-node-sns-only', [
        [...set, 'durability'],
        { data: '1', parity: 'x' },
      ]),
    ).toEqual([
      'KEY_TYPE cluster>c-0001>storage_set[0]>durability>parity',
      'KEY_MISSING cluster>c-0001>storage_set[0]>durability>spare',
    ]);
    expect(
      await findings(august, '01-one-node-sns-only', [
        [...set, 'durability'],
        { data: '9', parity: '0', spare: '0' },
      ]),
    ).toEqual(['CDF_TOO_FEW_DISKS cluster>c-0001>storage_set[0]>durability>data']);
    expect(
      await findings(august, '01-one-node-sns-only', [[...set, 'durability'], undefined]),
    ).toContain('KEY_MISSING cluster>c-0001>storage_set[0]>durability>sns>data');
  });

  test('counts sets itself when the count is absent, and warns of CVGs that March ignores', async () => {
    const { model, warnings } = await read(
      march,
      '03-two-sets-o2ib',
      [[...cluster, 'site'], undefined],
      [['server_node', server, 'cvg', 1], { data_devices: ['/dev/x'] }],
    );
    expect(model.pools.map((pool) => pool.name)).toEqual(['storage1', 'storage2']);
    expect(warnings).toMatchObject([{ code: 'KEY_CVGS_IGNORED' }]);
  });
});
