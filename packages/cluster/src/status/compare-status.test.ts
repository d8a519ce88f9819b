import type { ClusterDescription } from '@hare/cdf';
import { describe, expect, test } from 'vitest';
import type { ClusterStatus, ServiceStatus } from '@hare/hctl';
import { compareStatus } from './compare-status.js';
import { formatFinding } from './finding.js';

/** One node: hax 0x0, confd 0x1, ioservice 0x2, one s3 client 0x3, two other clients 0x4 0x5. */
const cdf: ClusterDescription = {
  nodes: [
    {
      hostname: 'Node-1',
      dataIface: 'eth0',
      m0Servers: [
        { runsConfd: true, data: [] },
        {
          data: [{ path: '/dev/sdb' }, { path: '/dev/sdc' }],
          metaData: '/dev/sdd',
          log: [{ path: '/dev/sde' }],
        },
      ],
      m0Clients: [
        { name: 'm0_client_s3', instances: 1 },
        { name: 'm0_client_other', instances: 2 },
      ],
    },
  ],
  pools: [
    { name: 'the pool', dataUnits: 1, parityUnits: 0 },
    { name: 'dix', type: 'dix', dataUnits: 1, parityUnits: 0 },
  ],
  profiles: [{ name: 'Profile_the_pool', pools: ['the pool'] }],
};

const fid = (key: number): string => `0x7200000000000001:0x${key.toString(16)}`;
const service = (name: string, key: number, status = 'started'): ServiceStatus => ({
  name,
  fid: fid(key),
  status,
});
const healthyServices = [
  service('hax', 0),
  service('confd', 1),
  service('ioservice', 2),
  service('s3server', 3),
  service('m0_client_other', 4, 'unknown'),
  service('m0_client_other', 5, 'offline'),
];

function withServices(...svcs: readonly ServiceStatus[]): ClusterStatus {
  return {
    pools: [{ fid: 'o', name: 'the pool' }],
    profiles: [{ fid: 'p', name: 'Profile_the_pool', pools: ['the pool'] }],
    nodes: [{ name: 'node-1', svcs }],
  };
}

function replaced(key: number, ...by: readonly ServiceStatus[]): ClusterStatus {
  return withServices(
    ...healthyServices.flatMap((other) => (other.fid === fid(key) ? by : [other])),
  );
}

const lines = (description: ClusterDescription, status: ClusterStatus): string[] =>
  compareStatus(description, status).map(
    (finding) => `${finding.severity}: ${formatFinding(finding)}`,
  );

test('a cluster that keeps its promises gives no finding', () => {
  expect(lines(cdf, withServices(...healthyServices))).toEqual([]);
});

describe('services', () => {
  test.each<[string, ClusterStatus, string[]]>([
    [
      'a missing hax',
      replaced(0),
      ['failure: Node-1: service hax 0x7200000000000001:0x0 is missing'],
    ],
    [
      'an offline ioservice',
      replaced(2, service('ioservice', 2, 'offline')),
      ['failure: Node-1: service ioservice 0x7200000000000001:0x2 is not running (offline)'],
    ],
    [
      'an unknown confd counts as offline',
      replaced(1, service('confd', 1, 'unknown')),
      ['failure: Node-1: service confd 0x7200000000000001:0x1 is not running (unknown)'],
    ],
    [
      'a second hax',
      replaced(0, service('hax', 0), service('hax', 9)),
      ['failure: Node-1: service hax 0x7200000000000001:0x9 is not in the description (started)'],
    ],
    ['an s3 client under its own name', replaced(3, service('m0_client_s3', 3)), []],
    [
      'an s3 client that is not running',
      replaced(3, service('s3server', 3, 'unknown')),
      ['warning: Node-1: service s3server 0x7200000000000001:0x3 is not running (unknown)'],
    ],
    [
      'a missing s3 client',
      replaced(3),
      ['failure: Node-1: service s3server 0x7200000000000001:0x3 is missing'],
    ],
    ['a missing slot of another client', replaced(5), []],
    ['other clients under the older name', replaced(5, service('m0_client', 5, 'offline')), []],
    [
      'one other client too many',
      replaced(5, service('m0_client', 5), service('m0_client', 6)),
      [
        'failure: Node-1: service m0_client 0x7200000000000001:0x6 is not in the description (started)',
      ],
    ],
    [
      'a name that nobody promised',
      withServices(...healthyServices, service('mgmt', 7)),
      ['failure: Node-1: service mgmt 0x7200000000000001:0x7 is not in the description (started)'],
    ],
    ['another fid under the promised name', replaced(2, service('ioservice', 0x20)), []],
  ])('%s', (_, status, expected) => {
    expect(lines(cdf, status)).toEqual(expected);
  });

  test('of more services than promised, the one that is not running is surplus', () => {
    expect(
      lines(cdf, replaced(3, service('s3server', 7, 'offline'), service('s3server', 8))),
    ).toEqual([
      'failure: Node-1: service s3server 0x7200000000000001:0x7 is not in the description (offline)',
    ]);
  });

  test('a node that is not in the status misses all it promised', () => {
    const [node] = cdf.nodes;
    const two = {
      ...cdf,
      nodes: [
        ...cdf.nodes,
        {
          ...node,
          hostname: 'node-2',
          dataIface: 'eth0',
          m0Servers: [{ data: [{ path: '/dev/sdb' }] }],
          m0Clients: [],
        },
      ],
    };
    expect(lines(two, withServices(...healthyServices))).toEqual([
      'failure: node-2: service hax 0x7200000000000001:0x6 is missing',
      'failure: node-2: service ioservice 0x7200000000000001:0x7 is missing',
    ]);
  });

  test('a node that is not in the description has surplus services only', () => {
    const status = withServices(...healthyServices);
    expect(
      lines(cdf, {
        ...status,
        nodes: [...status.nodes, { name: 'else', svcs: [service('hax', 9)] }],
      }),
    ).toEqual([
      'failure: else: service hax 0x7200000000000001:0x9 is not in the description (started)',
    ]);
  });

  test('a server with confd and data disks promises both under one fid', () => {
    const both = {
      ...cdf,
      nodes: [
        {
          hostname: 'node-1',
          dataIface: 'e',
          m0Servers: [{ runsConfd: true, data: [{ path: '/dev/sdb' }] }],
          m0Clients: [],
        },
      ],
    };
    expect(
      lines(both, withServices(service('hax', 0), service('confd', 1), service('ioservice', 1))),
    ).toEqual([]);
    expect(lines(both, withServices(service('hax', 0)))).toHaveLength(2);
  });

  test('rgw_s3 has to run under its own name', () => {
    const rgw = {
      ...cdf,
      nodes: [
        {
          hostname: 'node-1',
          dataIface: 'e',
          m0Servers: [],
          m0Clients: [{ name: 'rgw_s3', instances: 1 }],
        },
      ],
    };
    expect(lines(rgw, withServices(service('hax', 0), service('rgw_s3', 1)))).toEqual([]);
    expect(lines(rgw, withServices(service('hax', 0), service('m0_client', 1)))).toEqual([
      'failure: node-1: service rgw_s3 0x7200000000000001:0x1 is missing',
      'failure: node-1: service m0_client 0x7200000000000001:0x1 is not in the description (started)',
    ]);
  });
});

describe('pools and profiles', () => {
  test('what is missing is a failure, what nobody promised a warning', () => {
    const status = {
      ...withServices(...healthyServices),
      pools: [{ fid: 'o1', name: 'strange' }],
      profiles: [],
    };
    expect(lines(cdf, status)).toEqual([
      'failure: pool the pool is missing',
      'failure: profile Profile_the_pool is missing',
      'warning: pool strange o1 is not in the description',
    ]);
  });

  test('without profiles, the profile is default', () => {
    const { nodes, pools } = cdf;
    expect(lines({ nodes, pools }, withServices(...healthyServices))).toEqual([
      'failure: profile default is missing',
      'warning: profile Profile_the_pool p is not in the description',
    ]);
  });

  test('auxiliary pools belong to create_aux', () => {
    const status = withServices(...healthyServices);
    const aux = { ...status, pools: [...status.pools, { fid: 'o2', name: 'the pool-aux001' }] };
    expect(lines({ ...cdf, createAux: true }, aux)).toEqual([]);
    expect(lines(cdf, aux)).toEqual(['warning: pool the pool-aux001 o2 is not in the description']);
  });
});

describe('devices', () => {
  const withDevices = (...devs: readonly { name: string; status: string }[]): ClusterStatus => ({
    ...withServices(...healthyServices),
    devices: [{ nodeName: 'node-1', devs }],
  });
  const online = (name: string): { name: string; status: string } => ({ name, status: 'online' });

  test('data devices online, with metadata and log devices or without, are fine', () => {
    expect(lines(cdf, withDevices(online('/dev/sdb'), online('/dev/sdc')))).toEqual([]);
    expect(
      lines(
        cdf,
        withDevices(
          online('/dev/sdb'),
          online('/dev/sdc'),
          { name: '/dev/sdd', status: 'M0_NC_UNKNOWN' },
          online('/dev/sde'),
          online('/dev/null'),
        ),
      ),
    ).toEqual([]);
  });

  test('every missing, bad and surplus device is named, unknown ones as a warning', () => {
    expect(
      lines(cdf, withDevices({ name: '/dev/sdb', status: 'M0_NC_UNKNOWN' }, online('/dev/sdz'))),
    ).toEqual([
      'warning: Node-1: device /dev/sdb is in an unknown state (M0_NC_UNKNOWN)',
      'failure: Node-1: device /dev/sdc is missing',
      'failure: Node-1: device /dev/sdz is not in the description (online)',
    ]);
  });

  test('a device that is listed twice is as bad as its worst state', () => {
    for (const devs of [
      ['online', 'failed', 'M0_NC_UNKNOWN'],
      ['M0_NC_UNKNOWN', 'failed', 'online'],
    ]) {
      expect(
        lines(
          cdf,
          withDevices(...devs.map((status) => ({ name: '/dev/sdb', status })), online('/dev/sdc')),
        ),
      ).toEqual(['failure: Node-1: device /dev/sdb is not online (failed)']);
    }
  });

  test("Motr's own name of online is taken for it", () => {
    expect(
      lines(cdf, withDevices({ name: '/dev/sdb', status: 'M0_NC_ONLINE' }, online('/dev/sdc'))),
    ).toEqual([]);
  });

  test.each([
    'offline',
    'failed',
    'repairing',
    'repaired',
    'rebalancing',
    'dtm_recovering',
    'M0_NC_FAILED',
    'unknown',
    'Online',
    '',
  ])('"%s" is not online', (status) => {
    expect(lines(cdf, withDevices({ name: '/dev/sdb', status }, online('/dev/sdc')))).toEqual([
      `failure: Node-1: device /dev/sdb is not online (${status})`,
    ]);
  });

  test('a status without devices says nothing about them', () => {
    expect(lines(cdf, withServices(...healthyServices))).toEqual([]);
  });
});
