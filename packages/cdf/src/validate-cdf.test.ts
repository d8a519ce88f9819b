import { describe, expect, test } from 'vitest';
import { formatPath } from '@hare/base/schema';
import { sampleModel, sampleNode } from '../tests/support/sample-model.js';
import { errorCodes } from './error-codes.js';
import type {
  ClusterDescription,
  M0ServerDescription,
  NodeDescription,
  PoolDescription,
} from './model.js';
import { unusableHost, unusableInterface } from './rules/network.js';
import { validateCdf } from './validate-cdf.js';

const [sns, dix] = sampleModel().pools as [PoolDescription, PoolDescription];
const node1 = (change: Partial<NodeDescription>): ClusterDescription =>
  sampleModel({ nodes: [sampleNode('srv-1', change), sampleNode('srv-2'), sampleNode('srv-3')] });
const servers = (...list: readonly M0ServerDescription[]): ClusterDescription =>
  node1({ m0Servers: list });
const pool1 = (change: Partial<PoolDescription>): ClusterDescription =>
  sampleModel({ pools: [{ ...sns, ...change }, dix] });
const tolerance = { site: 0, rack: 0, encl: 0, ctrl: 0, disk: 0 };
const refs = (...list: readonly [string, string?][]): ClusterDescription =>
  pool1({
    dataUnits: 1,
    parityUnits: 0,
    spareUnits: 0,
    diskRefs: list.map(([path, node]) => ({ path, node })),
  });
const confd: M0ServerDescription = { runsConfd: true, data: [] };
const io: M0ServerDescription = { data: [{ path: '/dev/sdb' }] };
const filter = { name: 'f', node: 'srv-1', clientIndex: 0 };

/** What is wrong, the model, and what must be reported: code, place, text. */
const cases: readonly (readonly [string, ClusterDescription, string, string, string])[] = [
  [
    'two nodes of one hostname',
    sampleModel({
      nodes: [
        sampleNode('srv-1'),
        sampleNode('SRV-1', { dataIfaceIpAddr: 'x' }),
        sampleNode('srv-3'),
      ],
    }),
    'CDF_HOSTNAME_REPEATED',
    'nodes[1].hostname',
    'nodes[0] and nodes[1] both have the hostname "SRV-1"',
  ],
  [
    'two nodes of one address',
    sampleModel({
      nodes: [
        sampleNode('srv-1'),
        sampleNode('srv-2', { dataIfaceIpAddr: 'srv-1.data' }),
        sampleNode('srv-3'),
      ],
    }),
    'CDF_ADDRESS_REPEATED',
    'nodes[1].data_iface_ip_addr',
    'nodes[0] and nodes[1] both have the address "srv-1.data"',
  ],
  [
    'a hostname with a quote',
    node1({ hostname: 'a"b' }),
    'CDF_VALUE',
    'nodes[0].hostname',
    'nodes[0].hostname is "a\\"b", must be a hostname: letters, digits, ".", "_" and "-", not starting with "." or "-"',
  ],
  [
    'an empty hostname',
    node1({ hostname: '' }),
    'CDF_EMPTY',
    'nodes[0].hostname',
    'nodes[0].hostname is empty, must be a hostname',
  ],
  [
    'a pool name with a line break',
    sampleModel({
      pools: [{ ...sns, name: 'a\nb' }],
      profiles: [{ name: 'all', pools: ['tier1'] }],
    }),
    'CDF_UNPRINTABLE',
    'pools[0].name',
    'pools[0].name is "a\\nb", which contains a control character',
  ],
  [
    'two confds on a node',
    servers(confd, confd, io),
    'CDF_CONFD_REPEATED',
    'nodes[0].m0_servers[1].runs_confd',
    'node "srv-1": m0_servers[0] and m0_servers[1] both run confd',
  ],
  [
    'no confd at all',
    sampleModel({
      nodes: ['srv-1', 'srv-2', 'srv-3'].map((name) => sampleNode(name, { m0Servers: [io] })),
      pools: [{ ...sns, dataUnits: 1, parityUnits: 1 }, dix],
    }),
    'CDF_NO_CONFD',
    'nodes',
    'no node runs confd; at least one must',
  ],
  [
    'a server without data and confd',
    servers(confd, io, { data: [] }),
    'CDF_SERVER_IDLE',
    'nodes[0].m0_servers[2]',
    'node "srv-1": m0_servers[2] neither runs confd nor has data devices',
  ],
  [
    'a node without processes',
    node1({ m0Servers: [], m0Clients: [{ name: 'motr_client', instances: 0 }] }),
    'CDF_NODE_IDLE',
    'nodes[0]',
    'node "srv-1" runs no Motr process',
  ],
  [
    'a device used for data twice',
    servers(confd, { data: [{ path: '/dev/sdb' }, { path: '/dev/sdb' }] }),
    'CDF_DISK_REPEATED',
    'nodes[0].m0_servers[1].io_disks.data[1]',
    'node "srv-1": "/dev/sdb" is in m0_servers[1].data and again in m0_servers[1].data',
  ],
  [
    'a data device used for metadata',
    servers(confd, { data: [{ path: '/dev/sdb' }], metaData: '/dev/sdb' }),
    'CDF_DISK_REPEATED',
    'nodes[0].m0_servers[1].io_disks.meta_data',
    'node "srv-1": "/dev/sdb" is in m0_servers[1].data and again in m0_servers[1].meta_data',
  ],
  [
    'a data device used for logs',
    servers(confd, { data: [{ path: '/dev/sdb' }], log: [{ path: '/dev/sdb' }] }),
    'CDF_DISK_REPEATED',
    'nodes[0].m0_servers[1].io_disks.log[0]',
    'node "srv-1": "/dev/sdb" is in m0_servers[1].data and again in m0_servers[1].log',
  ],
  [
    'no data device',
    sampleModel({
      nodes: [sampleNode('srv-1', { m0Servers: [confd] })],
      pools: [sns],
      profiles: [{ name: 'all', pools: ['tier1'] }],
    }),
    'CDF_NO_DATA_DISK',
    'nodes',
    'no node has a data device',
  ],
  [
    'a log device that is too small',
    servers(confd, {
      data: [{ path: '/dev/sdb' }],
      log: [{ path: '/dev/sdx', sizeBytes: 134217727 }],
    }),
    'CDF_LOG_TOO_SMALL',
    'nodes[0].m0_servers[1].io_disks.log[0]',
    'node "srv-1": the log device "/dev/sdx" has 134217727 bytes, must have at least 134217728 (128 MiB)',
  ],
  [
    'a relative path',
    servers(confd, { data: [{ path: 'sdb' }] }),
    'CDF_VALUE',
    'nodes[0].m0_servers[1].io_disks.data[0].path',
    'nodes[0].m0_servers[1].io_disks.data[0].path is "sdb", must be a device path: absolute, without \'"\' and "\\"',
  ],
  [
    'a size of 0',
    servers(confd, { data: [{ path: '/dev/sdb', sizeBytes: 0 }] }),
    'CDF_RANGE',
    'nodes[0].m0_servers[1].io_disks.data[0].size',
    'nodes[0].m0_servers[1].io_disks.data[0].size is 0, must be a whole number not below 1',
  ],
  [
    'a size that would be rounded',
    servers(confd, { data: [{ path: '/dev/sdb', sizeBytes: 2 ** 60 }] }),
    'CDF_TOO_LARGE',
    'nodes[0].m0_servers[1].io_disks.data[0].size',
    'nodes[0].m0_servers[1].io_disks.data[0].size is 1152921504606847000, which is beyond 2^53 and would be rounded',
  ],
  [
    'a port of 0',
    node1({ networkPorts: { hax: 0 } }),
    'CDF_RANGE',
    'nodes[0].network_ports.hax',
    'nodes[0].network_ports.hax is 0, must be a whole number from 1 to 65535',
  ],
  [
    'half a core',
    node1({ processorCount: 0.5 }),
    'CDF_TYPE',
    'nodes[0].processorcount',
    'nodes[0].processorcount is 0.5, must be a whole number not below 1',
  ],
  [
    'two pools of one name',
    sampleModel({
      pools: [
        { ...sns, diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }], dataUnits: 1, parityUnits: 0 },
        { ...sns, diskRefs: [{ path: '/dev/sdc', node: 'srv-1' }], dataUnits: 1, parityUnits: 0 },
        dix,
      ],
    }),
    'CDF_POOL_REPEATED',
    'pools[1].name',
    'pools[0] and pools[1] both have the name "tier1"',
  ],
  [
    'two dix pools',
    sampleModel({ pools: [sns, dix, { ...dix, name: 'kv2' }] }),
    'CDF_POOL_TYPE_REPEATED',
    'pools[2].type',
    'the pools "kv" and "kv2" are both of type dix; Motr supports one',
  ],
  [
    'no sns pool',
    sampleModel({ pools: [dix], profiles: [{ name: 'all', pools: ['kv'] }] }),
    'CDF_NO_SNS_POOL',
    'pools',
    'no pool is of type sns',
  ],
  [
    'a dix pool with N = 2',
    sampleModel({ pools: [sns, { ...dix, dataUnits: 2 }] }),
    'CDF_DATA_UNITS',
    'pools[1].data_units',
    'pool "kv": data_units is 2, must be 1 in a pool of type dix',
  ],
  [
    'spare units between 0 and K',
    pool1({ spareUnits: 1 }),
    'CDF_SPARE_UNITS',
    'pools[0].spare_units',
    'pool "tier1": spare_units is 1, must be 0 or 2 (= parity_units)',
  ],
  [
    'fewer disks than units',
    pool1({ dataUnits: 17 }),
    'CDF_TOO_FEW_DISKS',
    'pools[0].data_units',
    'pool "tier1" has 18 disks, its layout N+K+S = 17+2+0 needs 19',
  ],
  [
    'absent spare units of an sns pool count as K',
    pool1({ dataUnits: 15, spareUnits: undefined }),
    'CDF_TOO_FEW_DISKS',
    'pools[0].data_units',
    'pool "tier1" has 18 disks, its layout N+K+S = 15+2+2 needs 19',
  ],
  [
    'fewer metadata devices than units of dix',
    sampleModel({ pools: [sns, { ...dix, parityUnits: 6 }] }),
    'CDF_TOO_FEW_DISKS',
    'pools[1].data_units',
    'pool "kv" has 6 metadata devices, its layout N+K+S = 1+6+0 needs 7',
  ],
  [
    'fewer controllers than units of md',
    sampleModel({ pools: [sns, { ...dix, type: 'md', parityUnits: 6 }] }),
    'CDF_TOO_FEW_DISKS',
    'pools[1].data_units',
    'pool "kv" has 6 controllers, its layout N+K+S = 1+6+0 needs 7',
  ],
  [
    'no data units',
    pool1({ dataUnits: 0 }),
    'CDF_RANGE',
    'pools[0].data_units',
    'pools[0].data_units is 0, must be a whole number not below 1',
  ],
  [
    'negative parity',
    pool1({ parityUnits: -1, spareUnits: 0 }),
    'CDF_RANGE',
    'pools[0].parity_units',
    'pools[0].parity_units is -1, must be a whole number not below 0',
  ],
  [
    'create_aux with N = K',
    sampleModel({ createAux: true, pools: [{ ...sns, dataUnits: 2 }, dix] }),
    'CDF_AUX_LAYOUT',
    'pools[0].data_units',
    'pool "tier1": data_units is 2, must be above 2 (= parity_units) with create_aux, as aux pools have N-K data units',
  ],
  [
    'create_aux with too few disks left',
    sampleModel({
      createAux: true,
      pools: [{ ...sns, dataUnits: 13, allowedFailures: { ...tolerance, encl: 1 } }, dix],
    }),
    'CDF_AUX_TOO_FEW_DISKS',
    'pools[0].data_units',
    'pool "tier1": without 1 of its 3 nodes 12 disks are left, an aux pool (N-K)+K+S = 11+2+0 needs 13',
  ],
  [
    'create_aux with too many aux pools',
    sampleModel({
      createAux: true,
      nodes: Array.from({ length: 20 }, (_, i) => sampleNode(`n${i}`)),
      pools: [
        { ...sns, dataUnits: 4, parityUnits: 3, allowedFailures: { ...tolerance, encl: 3 } },
        dix,
      ],
    }),
    'CDF_TOO_MANY_AUX_POOLS',
    'create_aux',
    'create_aux makes 1350 aux pools, at most 1000 are allowed; tier1: 1350 (up to 3 of 20 nodes)',
  ],
  [
    'a tolerance above K',
    pool1({ allowedFailures: { ...tolerance, disk: 3 } }),
    'CDF_ALLOWED_FAILURES',
    'pools[0].allowed_failures.disk',
    'pool "tier1": allowed_failures.disk is 3, must be from 0 to 2 (= parity_units)',
  ],
  [
    'a negative tolerance',
    pool1({ allowedFailures: { ...tolerance, ctrl: -1 } }),
    'CDF_ALLOWED_FAILURES',
    'pools[0].allowed_failures.ctrl',
    'pool "tier1": allowed_failures.ctrl is -1, must be from 0 to 2 (= parity_units)',
  ],
  [
    'a tolerated site',
    pool1({ allowedFailures: { ...tolerance, site: 1 } }),
    'CDF_ALLOWED_FAILURES',
    'pools[0].allowed_failures.site',
    'pool "tier1": allowed_failures.site is 1, must be 0, as the cluster has one',
  ],
  [
    'as many tolerated enclosures as nodes',
    pool1({ parityUnits: 5, spareUnits: 0, allowedFailures: { ...tolerance, encl: 3 } }),
    'CDF_ALLOWED_FAILURES',
    'pools[0].allowed_failures.encl',
    'pool "tier1": allowed_failures.encl is 3, must be from 0 to 2, as the pool is on 3 nodes',
  ],
  [
    'a disk_ref to nothing',
    refs(['/dev/sdz', 'srv-1']),
    'CDF_DISK_REF_UNKNOWN',
    'pools[0].disk_refs[0]',
    'pool "tier1": disk_refs[0] names "/dev/sdz" of "srv-1", which is not a data device of the cluster',
  ],
  [
    'a disk_ref of sns to a metadata device',
    refs(['/dev/sda', 'srv-1']),
    'CDF_DISK_REF_UNKNOWN',
    'pools[0].disk_refs[0]',
    'pool "tier1": disk_refs[0] names "/dev/sda" of "srv-1", which is not a data device of the cluster',
  ],
  [
    'a disk_ref of dix to a data device',
    sampleModel({ pools: [sns, { ...dix, diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }] }] }),
    'CDF_DISK_REF_UNKNOWN',
    'pools[1].disk_refs[0]',
    'pool "kv": disk_refs[0] names "/dev/sdb" of "srv-1", which is not a metadata device of the cluster',
  ],
  [
    'a disk_ref without node that several nodes have',
    refs(['/dev/sdb']),
    'CDF_DISK_REF_AMBIGUOUS',
    'pools[0].disk_refs[0]',
    'pool "tier1": disk_refs[0] names "/dev/sdb", which 3 nodes have: srv-1, srv-2, srv-3',
  ],
  [
    'a disk_ref twice',
    refs(['/dev/sdb', 'srv-1'], ['/dev/sdb', 'srv-1']),
    'CDF_DISK_REF_REPEATED',
    'pools[0].disk_refs[1]',
    'pool "tier1": disk_refs[1] names "/dev/sdb" of "srv-1", as disk_refs[0] does',
  ],
  [
    'disk_refs of an md pool',
    sampleModel({
      pools: [sns, { ...dix, type: 'md', diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }] }],
    }),
    'CDF_DISK_REFS_OF_MD',
    'pools[1].disk_refs',
    'pool "kv" of type md has disk_refs; it always uses the first drive of every controller',
  ],
  [
    'a disk in two sns pools',
    sampleModel({
      pools: ['a', 'b'].map((name) => ({
        name,
        dataUnits: 1,
        parityUnits: 0,
        diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }],
      })),
      profiles: [{ name: 'p', pools: ['a'] }],
    }),
    'CDF_DISK_SHARED',
    'pools[1].disk_refs[0]',
    'pool "b": disk_refs[0] names "/dev/sdb" of "srv-1", which belongs to pool "a"',
  ],
  [
    'a second sns pool beside one without disk_refs',
    sampleModel({
      pools: [
        sns,
        {
          ...sns,
          name: 'b',
          dataUnits: 1,
          parityUnits: 0,
          diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }],
        },
        dix,
      ],
    }),
    'CDF_POOLS_COMPETE',
    'pools[0]',
    'pool "tier1" has no disk_refs, which is only possible with one sns pool, but there are 2',
  ],
  [
    'no profile in the list of profiles',
    sampleModel({ profiles: [] }),
    'CDF_EMPTY',
    'profiles',
    'profiles is an empty list, must contain at least one item',
  ],
  [
    'a profile without pools',
    sampleModel({ profiles: [{ name: 'p', pools: [] }] }),
    'CDF_EMPTY',
    'profiles[0].pools',
    'profiles[0].pools is an empty list, must contain at least one item',
  ],
  [
    'two profiles of one name',
    sampleModel({
      profiles: [
        { name: 'p', pools: ['kv'] },
        { name: 'p', pools: ['tier1'] },
      ],
    }),
    'CDF_PROFILE_REPEATED',
    'profiles[1].name',
    'profiles[0] and profiles[1] both have the name "p"',
  ],
  [
    'a profile with an unknown pool',
    sampleModel({ profiles: [{ name: 'p', pools: ['tier'] }] }),
    'CDF_PROFILE_POOL_UNKNOWN',
    'profiles[0].pools[0]',
    'profile "p" names the pool "tier", which does not exist',
  ],
  [
    'a profile with a pool twice',
    sampleModel({ profiles: [{ name: 'p', pools: ['kv', 'kv'] }] }),
    'CDF_PROFILE_POOL_REPEATED',
    'profiles[0].pools[1]',
    'profile "p" contains the pool "kv" twice',
  ],
  [
    'an FDMI filter of an unknown node',
    sampleModel({ fdmiFilters: [{ ...filter, node: 'srv-9' }] }),
    'CDF_FDMI_NODE',
    'fdmi_filters[0].node',
    'FDMI filter "f" names the node "srv-9", which does not exist',
  ],
  [
    'an FDMI filter of a client that is not there',
    sampleModel({ fdmiFilters: [{ ...filter, clientIndex: 2 }] }),
    'CDF_FDMI_CLIENT',
    'fdmi_filters[0].client_index',
    'FDMI filter "f": client_index is 2, but srv-1 has 2 client processes (without S3)',
  ],
  [
    'processes whose ports meet',
    node1({ networkPorts: { m0ClientOther: [{ name: 'motr_client', port: 22000 }] } }),
    'CDF_PORT_COLLISION',
    'nodes[0].network_ports',
    'node "srv-1": 2 motr_client at 22000–22001 and hax at 22001 overlap at port 22001',
  ],
  [
    'the port of S3 clients on that of hax',
    node1({
      m0Clients: [{ name: 'm0_client_s3', instances: 2 }],
      networkPorts: { m0ClientS3: 22000 },
    }),
    'CDF_PORT_COLLISION',
    'nodes[0].network_ports',
    'node "srv-1": 2 m0_client_s3 at 22000–22001 and hax at 22001 overlap at port 22001',
  ],
  [
    'the HTTP port of hax on a port of ios',
    node1({ networkPorts: { haxHttp: 21003 } }),
    'CDF_PORT_COLLISION',
    'nodes[0].network_ports',
    'node "srv-1": 2 ios at 21002–21003 and hax (HTTP) at 21003 overlap at port 21003',
  ],
  [
    'more processes than ports',
    node1({ networkPorts: { m0ClientOther: [{ name: 'motr_client', port: 65535 }] } }),
    'CDF_PORT_RANGE',
    'nodes[0].network_ports',
    'node "srv-1": 2 motr_client get ports up to 65536; the highest port is 65535',
  ],
  [
    'a client name that is a path',
    node1({ m0Clients: [{ name: '../x', instances: 1 }] }),
    'CDF_VALUE',
    'nodes[0].m0_clients[0].name',
    'nodes[0].m0_clients[0].name is "../x", must be a client name: letters, digits, ".", "_" and "-", not starting with "." or "-"',
  ],
];

/** The same of warnings. */
const doubtful: readonly (readonly [string, ClusterDescription, string, string, string])[] = [
  ...(
    [
      ['localhost', 'is the name of every machine for itself'],
      ['LocalHost.localdomain', 'is the name of every machine for itself'],
      ['127.0.1.1', 'is loopback: other nodes cannot reach it'],
      ['169.254.7.7', 'is link-local: other nodes cannot reach it'],
      ['srv-1.', 'ends with a dot'],
      ['srv..one', 'has two dots in a row'],
      ['srv_1', 'contains "_"'],
      ['1234', 'is a number'],
      ['srv-1.data-', 'has a part that begins or ends with "-"'],
      [`${'x'.repeat(64)}.data`, 'has a part of more than 63 characters'],
      [`${'x.'.repeat(127)}x`, 'has 255 characters'],
    ] as const
  ).map(([hostname, what]): (typeof doubtful)[number] => [
    `the hostname ${hostname.slice(0, 30)}`,
    node1({ hostname, dataIfaceIpAddr: hostname }),
    'CDF_HOSTNAME_UNUSABLE',
    'nodes[0].hostname',
    `" ${what}`,
  ]),
  ...['lo', 'docker0', 'virbr0', 'veth12ab', 'br-0123456789ab', 'an-interface-name'].map(
    (dataIface): (typeof doubtful)[number] => [
      `the interface ${dataIface}`,
      node1({ dataIface }),
      'CDF_INTERFACE_UNUSABLE',
      'nodes[0].data_iface',
      `"${dataIface}"`,
    ],
  ),
  ...['127.0.0.1', '::1', 'fe80::1%eth0', '169.254.0.1', '0.0.0.0', '224.0.0.5', 'ff02::1'].map(
    (dataIfaceIpAddr): (typeof doubtful)[number] => [
      `the address ${dataIfaceIpAddr}`,
      node1({ dataIfaceIpAddr }),
      'CDF_ADDRESS_UNUSABLE',
      'nodes[0].data_iface_ip_addr',
      `the address "${dataIfaceIpAddr}"`,
    ],
  ),
  [
    'an IPv6 address with lnet',
    node1({ dataIfaceIpAddr: '2001:db8::1', transportType: 'lnet' }),
    'CDF_ADDRESS_UNUSABLE',
    'nodes[0].data_iface_ip_addr',
    'is an IPv6 address, which lnet does not support',
  ],
];

describe('validateCdf', () => {
  test('finds nothing wrong with a valid model', () => {
    expect(validateCdf(sampleModel())).toEqual([]);
  });

  for (const [title, model, code, path, what] of cases) {
    test(`reports ${title}, and nothing else`, () => {
      expect(
        validateCdf(model).map((problem) => [
          problem.severity,
          problem.code,
          formatPath(problem.path),
          problem.what,
        ]),
      ).toEqual([['error', code, path, what]]);
    });
  }

  for (const [title, model, code, path, what] of doubtful) {
    test(`warns of ${title}`, () => {
      const [first, ...others] = validateCdf(model).filter(
        ({ severity }) => severity === 'warning',
      );
      expect(first).toMatchObject({ code, what: expect.stringContaining(what) as string });
      expect(formatPath(first?.path ?? [])).toBe(path);
      expect(others).toEqual([]);
    });
  }

  test('hostnames that differ by a dot at the end, or by case, are the same', () => {
    const nodes = [
      sampleNode('srv-1'),
      sampleNode('SRV-1.', { dataIfaceIpAddr: 'x' }),
      sampleNode('srv-3'),
    ];
    expect(validateCdf(sampleModel({ nodes })).map(({ code }) => code)).toContain(
      'CDF_HOSTNAME_REPEATED',
    );
  });

  test('warns of a metadata device that is not used', () => {
    expect(validateCdf(servers({ ...confd, metaData: '/dev/sdb' }, io))).toMatchObject([
      {
        severity: 'warning',
        code: 'CDF_META_DATA_IGNORED',
        path: ['nodes', 0, 'm0_servers', 0, 'io_disks', 'meta_data'],
      },
    ]);
  });

  test('processes that share a base port follow one another and do not collide', () => {
    const together = [
      { name: 'confd', port: 41000 },
      { name: 'ios', port: 41000 },
    ];
    expect(
      validateCdf(
        node1({
          networkPorts: {
            hax: 41000,
            m0Server: together,
            m0ClientOther: [{ name: 'motr_client', port: 41000 }],
          },
        }),
      ),
    ).toEqual([]);
  });

  test('ports do not matter on lnet', () => {
    expect(validateCdf(node1({ transportType: 'lnet', networkPorts: { hax: 21001 } }))).toEqual([]);
  });

  test('with create_aux sns pools may share disks', () => {
    const shared = ['a', 'b'].map((name) => ({
      name,
      dataUnits: 1,
      parityUnits: 0,
      diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }],
    }));
    expect(
      validateCdf(sampleModel({ createAux: true, pools: shared, profiles: undefined })),
    ).toEqual([]);
  });

  test('tells everything at once', () => {
    const model = sampleModel({
      nodes: [
        sampleNode('srv-1', { processorCount: 0 }),
        sampleNode('srv-2', { m0Servers: [confd, confd, io] }),
        sampleNode('srv-3'),
      ],
      profiles: [{ name: 'p', pools: ['nope'] }],
    });
    expect(validateCdf(model).map((problem) => problem.code)).toEqual([
      'CDF_RANGE',
      'CDF_CONFD_REPEATED',
      'CDF_PROFILE_POOL_UNKNOWN',
    ]);
  });

  test('every rule is tested here', () => {
    const elsewhere = [
      'CDF_INVALID',
      'CDF_SYNTAX',
      'CDF_REPEATED_FIELD',
      'CDF_FILE',
      'CDF_PICTURE',
      'CDF_MISSING',
      'CDF_UNKNOWN_FIELD',
      'CDF_META_DATA_IGNORED',
    ];
    const known = Object.keys(errorCodes).filter(
      (code) => code.startsWith('CDF_') && !elsewhere.includes(code),
    );
    expect([...new Set([...cases, ...doubtful].map(([, , code]) => code))].sort()).toEqual(
      known.sort(),
    );
  });
});

test.each(['srv-1', 'srv-1.data.private', '10.0.0.1', '2001:db8::1', '3com', 'a1.2'])(
  'the hostname %s is nothing to warn of',
  (hostname) => {
    expect(unusableHost(hostname)).toBeUndefined();
  },
);

test.each(['eth0', 'enp0s31f6', 'bond0', 'br0', 'ib0', 'dummy', 'team0.100', 'local0'])(
  'the interface %s is nothing to warn of',
  (name) => {
    expect(unusableInterface(name)).toBeUndefined();
  },
);
