import { describe, expect, test } from 'vitest';
import { sampleModel, sampleNode } from '../tests/support/sample-model.js';
import { cdfDigest } from './meaning.js';
import { diffCdf, formatChange } from './diff-cdf.js';
import type { ClusterDescription } from './model.js';

const base = sampleModel();
const [first, second, third] = base.nodes;
if (first === undefined || second === undefined || third === undefined)
  throw new Error('the sample has three nodes');
const diff = (to: ClusterDescription): readonly string[] => diffCdf(base, to).map(formatChange);
const server = first.m0Servers[1];

describe('diffCdf', () => {
  test('finds nothing where only spelled-out defaults differ', () => {
    const spelled = {
      ...base,
      createAux: false,
      nodes: base.nodes.map((node) => ({
        ...node,
        dataIfaceType: 'tcp' as const,
        transportType: 'libfab' as const,
        networkPorts: { hax: 22001, haxHttp: 8008 },
      })),
    };
    expect(diff(spelled)).toEqual([]);
    expect(cdfDigest(spelled)).toBe(cdfDigest(base));
  });

  test('finds another port of S3 clients', () => {
    const s3 = (port: number): ClusterDescription => ({
      ...base,
      nodes: [
        {
          ...first,
          m0Clients: [{ name: 'm0_client_s3', instances: 1 }],
          networkPorts: { m0ClientS3: port },
        },
      ],
    });
    expect(diffCdf(s3(22401), s3(22402)).map(formatChange)).toEqual([
      'changed node srv-1: port of m0_client_s3 22401 → 22402',
    ]);
    expect(cdfDigest(s3(22401))).not.toBe(cdfDigest(s3(22402)));
  });

  test.each<[string, ClusterDescription, readonly string[]]>([
    [
      'a node that came',
      { ...base, nodes: [...base.nodes, sampleNode('srv-4')] },
      ['added node srv-4'],
    ],
    ['a node that went', { ...base, nodes: [first, third] }, ['removed node srv-2']],
    [
      'nodes in another order',
      { ...base, nodes: [second, first, third] },
      ['changed cluster: order of nodes srv-1, srv-2, srv-3 → srv-2, srv-1, srv-3'],
    ],
    [
      'another interface and other clients',
      {
        ...base,
        nodes: [
          { ...first, dataIface: 'eth1', m0Clients: [{ name: 'motr_client', instances: 3 }] },
          second,
          third,
        ],
      },
      ['changed node srv-1: data_iface eth0 → eth1, clients 2 motr_client → 3 motr_client'],
    ],
    [
      'other ports',
      {
        ...base,
        nodes: [
          { ...first, networkPorts: { hax: 1, m0Server: [{ name: 'ios', port: 2 }] } },
          second,
          third,
        ],
      },
      ['changed node srv-1: port of hax 22001 → 1, port of ios 21002 → 2'],
    ],
    [
      'a larger disk',
      {
        ...base,
        nodes: [
          {
            ...first,
            m0Servers: [
              { runsConfd: true, data: [] },
              {
                ...server,
                data: [
                  { path: '/dev/sdb', sizeBytes: 7, blockSizeBytes: 4096 },
                  ...(server?.data.slice(1) ?? []),
                ],
              },
              ...first.m0Servers.slice(2),
            ],
          },
          second,
          third,
        ],
      },
      ['changed disk /dev/sdb of srv-1: size 10737418240 → 7 (facts only)'],
    ],
    [
      'more memory',
      { ...base, nodes: [{ ...first, memorySizeMb: 1 }, second, third] },
      ['changed node srv-1: memorysize_mb 15884.5 → 1 (facts only)'],
    ],
    [
      'a pool that came',
      { ...base, pools: [...base.pools, { name: 'm', type: 'md', dataUnits: 1, parityUnits: 0 }] },
      ['added pool m'],
    ],
    [
      'another layout',
      {
        ...base,
        pools: base.pools.map((pool) =>
          pool.name === 'tier1'
            ? { ...pool, spareUnits: 2, diskRefs: [{ path: '/dev/sdb', node: 'srv-1' }] }
            : pool,
        ),
      },
      ['changed pool tier1: spare_units 0 → 2, disk_refs none → /dev/sdb of srv-1'],
    ],
    [
      'another profile',
      { ...base, profiles: [{ name: 'all', pools: ['tier1'] }] },
      ['changed profile all: pools kv → none'],
    ],
    ['a setting', { ...base, createAux: true }, ['changed cluster: create_aux false → true']],
    [
      'a filter',
      { ...base, fdmiFilters: [{ name: 'f', node: 'srv-1', clientIndex: 0 }] },
      ['added filter f'],
    ],
  ])('tells of %s', (_, to, changes) => {
    expect(diff(to)).toEqual(changes);
    expect(cdfDigest(to)).not.toBe(cdfDigest(base));
  });

  test('tells of disks that came, went and moved', () => {
    const [confd, io1, io2] = first.m0Servers;
    if (confd === undefined || io1 === undefined || io2 === undefined)
      throw new Error('the sample has three servers');
    const to = {
      ...base,
      nodes: [
        {
          ...first,
          m0Servers: [
            confd,
            { ...io1, data: io1.data.slice(1) },
            { ...io2, data: [...io2.data, { path: '/dev/new' }] },
          ],
        },
        second,
        third,
      ],
    };
    expect(diff(to)).toEqual(['removed disk /dev/sdb of srv-1', 'added disk /dev/new of srv-1']);
  });
});

test('a digest without facts is the same for another memory size, and another for another disk', () => {
  const memory = { ...base, nodes: [{ ...first, memorySizeMb: 1 }, second, third] };
  expect(cdfDigest(memory, { withoutFacts: true })).toBe(cdfDigest(base, { withoutFacts: true }));
  const disk = {
    ...base,
    nodes: [{ ...first, m0Servers: first.m0Servers.slice(0, 2) }, second, third],
  };
  expect(cdfDigest(disk, { withoutFacts: true })).not.toBe(cdfDigest(base, { withoutFacts: true }));
});
