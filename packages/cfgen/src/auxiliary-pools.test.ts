import type { ClusterDescription } from '@hare/cdf';
import { describe, expect, test } from 'vitest';
import { generateMotrConfig } from './generate-motr-config.js';
import type { MotrConfig } from './motr-config.js';

/** A cluster of nodes with two drives each, and one pool over them. */
function cluster(
  nodes: number,
  pool: { readonly n: number; readonly k: number; readonly encl?: number },
  rest: Partial<ClusterDescription> = {},
): ClusterDescription {
  return {
    nodes: Array.from({ length: nodes }, (_, node) => ({
      hostname: `n${node}`,
      dataIface: 'eth1',
      processorCount: 1,
      memorySizeMb: 1024,
      m0Servers: [
        {
          runsConfd: node === 0,
          data: ['/dev/a', '/dev/b'].map((path) => ({
            path,
            sizeBytes: 1 << 30,
            blockSizeBytes: 4096,
          })),
        },
      ],
      m0Clients: [],
    })),
    pools: [
      {
        name: 'p',
        dataUnits: pool.n,
        parityUnits: pool.k,
        spareUnits: 0,
        ...(pool.encl === undefined
          ? {}
          : {
              allowedFailures: { site: 0, rack: 0, encl: pool.encl, ctrl: pool.encl, disk: pool.k },
            }),
      },
    ],
    createAux: true,
    ...rest,
  };
}

/** Per auxiliary pool its name and the nodes it is on. */
function auxiliary(config: MotrConfig): string[] {
  const drives = config.nodes.flatMap(({ hostname, controllers }) =>
    controllers.flatMap((controller) =>
      controller.drives.map(({ fid }) => [fid.key, hostname] as const),
    ),
  );
  return config.pools.flatMap((pool, index) => {
    if (pool.base === undefined) return [];
    const used = config.objects.flatMap((object) =>
      object.type === 'drive' && object.pvers.some(({ key }) => key === index) ? [object.key] : [],
    );
    return `${pool.name ?? ''} ${[...new Set(drives.filter(([key]) => used.includes(key)).map(([, hostname]) => hostname))].join(' ')}`;
  });
}

test('there is one per combination of the nodes that are left, fewest first', () => {
  expect(auxiliary(generateMotrConfig(cluster(4, { n: 3, k: 2, encl: 2 })))).toEqual([
    'p-aux001 n0 n1',
    'p-aux002 n0 n2',
    'p-aux003 n0 n3',
    'p-aux004 n1 n2',
    'p-aux005 n1 n3',
    'p-aux006 n2 n3',
    'p-aux007 n0 n1 n2',
    'p-aux008 n0 n1 n3',
    'p-aux009 n0 n2 n3',
    'p-aux010 n1 n2 n3',
  ]);
});

test('nodes count in the order in which disk_refs name them first, and drives stay in that order', () => {
  const base = cluster(3, { n: 3, k: 1, encl: 1 });
  const refs = [
    ['/dev/b', 'n2'],
    ['/dev/a', 'n0'],
    ['/dev/b', 'n0'],
    ['/dev/a', 'n2'],
    ['/dev/a', 'n1'],
    ['/dev/b', 'n1'],
  ] as const;
  const config = generateMotrConfig({
    ...base,
    pools: base.pools.map((pool) => ({
      ...pool,
      diskRefs: refs.map(([path, node]) => ({ path, node })),
    })),
  });
  expect(auxiliary(config)).toEqual(['p-aux001 n0 n2', 'p-aux002 n1 n2', 'p-aux003 n0 n1']);
  const pver = config.objects.find((object) => object.type === 'pver' && object.key === 1);
  const first = config.objects.find(
    (object) =>
      object.type === 'objv' &&
      object.key > 0 &&
      config.objects.indexOf(object) > config.objects.indexOf(pver ?? object),
  );
  expect(first).toMatchObject({ real: { type: 'drive', key: 5 } });
});

test('a pool that tolerates no node has none, and never is the last node left out', () => {
  expect(auxiliary(generateMotrConfig(cluster(4, { n: 3, k: 2, encl: 0 })))).toEqual([]);
  expect(auxiliary(generateMotrConfig(cluster(1, { n: 1, k: 0 })))).toEqual([]);
  expect(auxiliary(generateMotrConfig(cluster(2, { n: 2, k: 1, encl: 2 })))).toEqual([
    'p-aux001 n0',
    'p-aux002 n1',
  ]);
});

test('numbers have at least three digits, and begin anew for every base pool', () => {
  const two = cluster(3, { n: 2, k: 1, encl: 1 });
  const pools = ['/dev/a', '/dev/b'].map((path) => ({
    name: path.slice(-1),
    dataUnits: 2,
    parityUnits: 1,
    spareUnits: 0,
    diskRefs: two.nodes.map(({ hostname }) => ({ path, node: hostname })),
  }));
  expect(generateMotrConfig({ ...two, pools }).pools.map(({ name }) => name)).toEqual([
    'a',
    'b',
    'a-aux001',
    'a-aux002',
    'a-aux003',
    'b-aux001',
    'b-aux002',
    'b-aux003',
    undefined,
    undefined,
  ]);
  expect(generateMotrConfig(cluster(44, { n: 4, k: 2, encl: 2 })).pools.at(-3)?.name).toBe(
    'p-aux990',
  );
});

test('base pools come after the other named pools, and a profile names auxiliary pools after its own', () => {
  const base = cluster(3, { n: 2, k: 1, encl: 1 });
  const pools = [...base.pools, { name: 'm', type: 'md' as const, dataUnits: 1, parityUnits: 1 }];
  const config = generateMotrConfig({
    ...base,
    pools,
    profiles: [
      { name: 'x', pools: ['p'] },
      { name: 'y', pools: ['m'] },
    ],
    generateFormulaicPvers: true,
  });
  expect(config.pools.map(({ name, type }) => name ?? type)).toEqual([
    'm',
    'p',
    'p-aux001',
    'p-aux002',
    'p-aux003',
    'dix',
  ]);
  expect(
    config.profiles.map((profile) => profile.pools.map(({ name, type }) => name ?? type)),
  ).toEqual([
    ['p', 'p-aux001', 'p-aux002', 'p-aux003', 'dix', 'm'],
    ['m', 'dix'],
  ]);
  const formulaic = config.objects.flatMap((object) =>
    object.type === 'pver_f' ? object.base.key : [],
  );
  expect(new Set(formulaic)).toEqual(new Set([1, 2, 3, 4]));
});

describe('too many', () => {
  test('auxiliary pools are refused with their number and what makes it, before any is made', () => {
    expect(() => generateMotrConfig(cluster(1000, { n: 4, k: 3, encl: 3 }))).toThrow(
      'create_aux produces 166667500 auxiliary pools; the limit is 1000; p: 166667500 (up to 3 of 1000 nodes)',
    );
    expect(() => generateMotrConfig(cluster(1001, { n: 4, k: 1, encl: 1 }))).toThrow(
      'create_aux produces 1001 auxiliary pools',
    );
  });

  test('drives in them are refused instead of running out of memory', () => {
    const base = cluster(1000, { n: 4, k: 1, encl: 1 });
    const wide = {
      ...base,
      nodes: base.nodes.map((node) => ({
        ...node,
        m0Servers: node.m0Servers.map((server) => ({
          ...server,
          data: Array.from({ length: 16 }, (_, disk) => ({
            path: `/dev/d${disk}`,
            sizeBytes: 1 << 30,
            blockSizeBytes: 4096,
          })),
        })),
      })),
    };
    expect(() => generateMotrConfig(wide)).toThrow(
      'the 1000 auxiliary pools of create_aux have 15984000 drives in total',
    );
  });
});
