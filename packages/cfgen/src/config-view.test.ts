import { describe, expect, test } from 'vitest';
import { viewOfConfig, viewOfFiles } from './config-view.js';
import { diffConfigs, isSameConfig } from './diff-configs.js';
import { formatDiff } from './format-diff.js';
import { generateMotrConfig } from './generate-motr-config.js';
import { renderTexts } from '../tests/support/rendered.js';
import { showConfig } from './show-config.js';
import { goldenModel } from '../tests/support/golden.js';

const one = (): ReturnType<typeof goldenModel> => goldenModel('golden/01-one-node/cdf.yaml');
const three = (): ReturnType<typeof goldenModel> =>
  goldenModel('golden/02-three-nodes-4+2+2-allowed/cdf.yaml');

test('a view of files equals the view of the configuration they were made of', async () => {
  const config = generateMotrConfig(await three());
  const files = renderTexts(config, { node: 'ssc-2' });
  const { objects, kv, others } = viewOfFiles(files);
  expect({ objects, kv }).toEqual({
    objects: viewOfConfig(config).objects,
    kv: viewOfConfig(config).kv,
  });
  expect([...others.keys()].every((name) => !name.startsWith('confd'))).toBe(true);
  files.delete('confd.xc');
  expect(viewOfFiles(files).objects).toEqual(objects);
});

test.each([
  [new Map([['node-name', 'x']]), 'confd.xc and confd.cg do not exist'],
  [
    new Map([
      ['confd.cg', ''],
      ['consul-kv.json', '['],
    ]),
    'this is not JSON',
  ],
  [
    new Map([
      ['confd.cg', ''],
      ['consul-kv.json', '[{"key": 1}]'],
    ]),
    'this is not a list of {"key", "value"}',
  ],
])('what is no configuration is refused: %o', (files, message) => {
  expect(() => viewOfFiles(files, '/some/folder')).toThrow(message);
});

test('showConfig prints nodes down to devices, hardware, pools and profiles, with fids', async () => {
  const lines = [...showConfig(viewOfConfig(generateMotrConfig(await one())))];
  expect(
    lines
      .filter((line) =>
        /root|node-0|process-[023]|service-5|sdev-[04]|enclosure|drive-4|pool|pver|profile/.test(
          line,
        ),
      )
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "root-0 0x7400000000000001:0x0 mdpool pool-2, imeta pver-1, mdredundancy 1
      node-0 0x6e00000000000001:0x0 ssc-1, 4 cores, 7820 MiB
        process-0 0x7200000000000001:0x0 hax at inet:tcp:192.168.10.1@22001
        process-2 0x7200000000000001:0x2 m0_server at inet:tcp:192.168.10.1@21002
          service-5 0x7300000000000001:0x5 ios
            sdev-0 0x6400000000000001:0x0 /dev/sdb, 10737418240 bytes in blocks of 4096
            sdev-4 0x6400000000000001:0x4 /dev/md0, 1024 bytes in blocks of 1
        process-3 0x7200000000000001:0x3 client at inet:tcp:192.168.10.1@22501
          enclosure-0 0x6500000000000001:0x0 of ssc-1
              drive-0 0x6b00000000000001:0x0 sdev-0 /dev/sdb
              drive-4 0x6b00000000000001:0x4 sdev-4 /dev/md0
      pool-0 0x6f00000000000001:0x0 tier1
        pver-0 0x7600000000000001:0x0 N 1, K 0, S 0, P 4, tolerance [0, 0, 0, 0, 0]
      pool-1 0x6f00000000000001:0x1 (dix)
        pver-1 0x7600000000000001:0x1 N 1, K 0, S 0, P 1, tolerance [0, 0, 0, 0, 0]
      pool-2 0x6f00000000000001:0x2 (md)
        pver-2 0x7600000000000001:0x2 N 1, K 0, S 0, P 1, tolerance [0, 0, 0, 0, 0]
      profile-0 0x7000000000000001:0x0 default: tier1, (dix), (md)"
  `);
});

test('showConfig shows FDMI filters and formulaic pool versions', async () => {
  const model = await goldenModel('invalid/30-fdmi-filters/cdf.yaml');
  const text = [
    ...showConfig(
      viewOfConfig(
        generateMotrConfig({
          ...(await goldenModel('golden/09-formulaic/cdf.yaml')),
          fdmiFilters: model.fdmiFilters,
        }),
      ),
    ),
  ].join('\n');
  expect(text).toContain(
    'fdmi_filter-0 0x6c00000000000001:0x0 [Bucket-Name] to [inet:tcp:192.168.10.1@22502]',
  );
  expect(text).toContain('pver_f-10 0x7640000000000001:0xa base pver-0, allowance [0, 0, 1, 1, 2]');
});

describe('diffConfigs', () => {
  test('of the same configuration is empty', async () => {
    const view = viewOfFiles(renderTexts(generateMotrConfig(await three()), { node: 'ssc-1' }));
    expect(isSameConfig(diffConfigs(view, view))).toBe(true);
  });

  test('says which drive is new and which pool it is in, and that others have new fids', async () => {
    const model = await one();
    const more = { path: '/dev/sda', sizeBytes: 2 ** 30, blockSizeBytes: 4096 };
    const longer = {
      ...model,
      nodes: model.nodes.map((node) => ({
        ...node,
        m0Servers: node.m0Servers.map((server) =>
          server.data.length === 0 ? server : { ...server, data: [more, ...server.data] },
        ),
      })),
      pools: model.pools.map((pool) => ({
        ...pool,
        diskRefs: [{ path: '/dev/sda', node: 'ssc-1' }, ...(pool.diskRefs ?? [])],
      })),
    };
    const diff = diffConfigs(
      viewOfConfig(generateMotrConfig(model)),
      viewOfConfig(generateMotrConfig(longer)),
    );
    expect([...formatDiff(diff)].filter((line) => !/objv|^= .* in pool/.test(line)).join('\n'))
      .toMatchInlineSnapshot(`
      "+ sdev /dev/sda of ssc-1 (sdev-0)
      + drive /dev/sda of ssc-1 (drive-0)
      ~ controller of ssc-1 (controller-0)
          drives: +drive /dev/sda of ssc-1
      ~ service ios of process ios of ssc-1 (service-5)
          sdevs: +sdev /dev/sda of ssc-1
      ~ version of pool tier1 (pver-0)
          P: 4 is now 5
          children: +drive /dev/sda of ssc-1 in pool tier1
          children: -drive /dev/sdb of ssc-1 in pool (md), +drive /dev/sda of ssc-1 in pool (md)
      = sdev /dev/sdb of ssc-1: sdev-0 is now sdev-1
      = drive /dev/sdb of ssc-1: drive-0 is now drive-1
      = sdev /dev/sdc of ssc-1: sdev-1 is now sdev-2
      = drive /dev/sdc of ssc-1: drive-1 is now drive-2
      = sdev /dev/sdd of ssc-1: sdev-2 is now sdev-3
      = drive /dev/sdd of ssc-1: drive-2 is now drive-3
      = sdev /dev/sde of ssc-1: sdev-3 is now sdev-4
      = drive /dev/sde of ssc-1: drive-3 is now drive-4
      = sdev /dev/md0 of ssc-1: sdev-4 is now sdev-5
      = drive /dev/md0 of ssc-1: drive-4 is now drive-5"
    `);
    expect(diff.added.map(({ what }) => what)).toContain('drive /dev/sda of ssc-1 in pool tier1');
    expect(diff.renumbered).toContainEqual({
      what: 'drive /dev/sdb of ssc-1',
      before: 'drive-0',
      after: 'drive-1',
    });
  });

  test('a changed size, layout, port and name are changes, not new objects', async () => {
    const model = await three();
    const [first, ...rest] = model.nodes;
    if (first === undefined) throw new Error('no node');
    const changed = {
      ...model,
      nodes: [
        {
          ...first,
          memorySizeMb: 9000,
          networkPorts: { haxHttp: 9000, hax: 30_000 },
          m0Servers: first.m0Servers.map((server) => ({
            ...server,
            metaData: server.data.length === 0 ? undefined : '/dev/other',
          })),
        },
        ...rest,
      ],
      pools: model.pools.map((pool) => ({ ...pool, spareUnits: 0 })),
    };
    const diff = diffConfigs(
      viewOfConfig(generateMotrConfig(model)),
      viewOfConfig(generateMotrConfig(changed)),
    );
    expect([...formatDiff(diff)].join('\n')).toMatchInlineSnapshot(`
      "- sdev /dev/md0 of ssc-1 (sdev-12)
      - drive /dev/md0 of ssc-1 (drive-12)
      - drive /dev/md0 of ssc-1 in pool (dix) (objv-20)
      + sdev /dev/other of ssc-1 (sdev-12)
      + drive /dev/other of ssc-1 (drive-12)
      + drive /dev/other of ssc-1 in pool (dix) (objv-20)
      ~ node ssc-1 (node-0)
          memsize: 7820 is now 9000
      ~ controller of ssc-1 (controller-0)
          drives: -drive /dev/md0 of ssc-1, +drive /dev/other of ssc-1
      ~ process hax of ssc-1 (process-0)
          mem_limit_rss: 8007680 is now 9216000
          mem_limit_stack: 8007680 is now 9216000
          mem_limit_memlock: 8007680 is now 9216000
          endpoint: inet:tcp:192.168.10.1@22001 is now inet:tcp:192.168.10.1@30000
      ~ service ha of process hax of ssc-1 (service-0)
          endpoints: [inet:tcp:192.168.10.1@22001] is now [inet:tcp:192.168.10.1@30000]
      ~ service rms of process hax of ssc-1 (service-1)
          endpoints: [inet:tcp:192.168.10.1@22001] is now [inet:tcp:192.168.10.1@30000]
      ~ process confd of ssc-1 (process-1)
          mem_limit_rss: 8007680 is now 9216000
          mem_limit_stack: 8007680 is now 9216000
          mem_limit_memlock: 8007680 is now 9216000
      ~ process ios of ssc-1 (process-2)
          mem_limit_rss: 8007680 is now 9216000
          mem_limit_stack: 8007680 is now 9216000
          mem_limit_memlock: 8007680 is now 9216000
      ~ service cas of process ios of ssc-1 (service-11)
          sdevs: -sdev /dev/md0 of ssc-1, +sdev /dev/other of ssc-1
      ~ process client of ssc-1 (process-3)
          mem_limit_rss: 8007680 is now 9216000
          mem_limit_stack: 8007680 is now 9216000
          mem_limit_memlock: 8007680 is now 9216000
      ~ process client of ssc-1 #2 (process-4)
          mem_limit_rss: 8007680 is now 9216000
          mem_limit_stack: 8007680 is now 9216000
          mem_limit_memlock: 8007680 is now 9216000
      ~ version of pool tier1 (pver-0)
          S: 2 is now 0
      ~ controller of ssc-1 in pool (dix) (objv-21)
          children: -drive /dev/md0 of ssc-1 in pool (dix), +drive /dev/other of ssc-1 in pool (dix)
      ~ KV ports/ssc-1/hax: {"http": 8008} is now {"http": 9000}
      ~ KV m0conf/nodes/ssc-1/processes/2/meta_data: /dev/md0 is now /dev/other"
    `);
  });

  test('a node put in front of the others is one node more, not another cluster', async () => {
    const model = await three();
    const [first] = model.nodes;
    if (first === undefined) throw new Error('no node');
    const front = {
      ...first,
      hostname: 'ssc-0',
      machineId: 'f'.repeat(32),
      dataIfaceIpAddr: '192.168.10.9',
      m0Servers: [],
      m0Clients: [{ name: 'rgw', instances: 1 }],
    };
    const diff = diffConfigs(
      viewOfConfig(generateMotrConfig(model)),
      viewOfConfig(generateMotrConfig({ ...model, nodes: [front, ...model.nodes] })),
    );
    expect(diff.added.map(({ what }) => what)).toEqual([
      'node ssc-0',
      'enclosure of ssc-0',
      'process hax of ssc-0',
      'service ha of process hax of ssc-0',
      'service rms of process hax of ssc-0',
      'process client of ssc-0',
      'service rms of process client of ssc-0',
      'service dtm0 of process client of ssc-0',
      'service fis of process client of ssc-0',
    ]);
    expect(diff.removed).toEqual([]);
    expect(diff.changed.map(({ what }) => what)).toEqual(['root', 'rack']);
    expect(diff.renumbered.some(({ what }) => what.startsWith('drive '))).toBe(false);
    expect(diff.kv.map(({ name }) => name)).toContain('m0_client_types');
  });

  test('other files are new, gone or changed by name', async () => {
    const config = generateMotrConfig(await three());
    const diff = diffConfigs(
      viewOfFiles(renderTexts(config, { node: 'ssc-1' })),
      viewOfFiles(renderTexts(config, { node: 'ssc-1', logDir: '/elsewhere' })),
    );
    expect(diff).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      renumbered: [],
      kv: [],
      files: [{ name: 'consul-server-conf/consul-server-conf.json', change: 'changed' }],
    });
    const other = diffConfigs(
      viewOfFiles(renderTexts(config, { node: 'ssc-1' })),
      viewOfFiles(renderTexts(config)),
    );
    expect(new Set(other.files.map(({ change }) => change))).toEqual(new Set(['removed']));
  });
});
