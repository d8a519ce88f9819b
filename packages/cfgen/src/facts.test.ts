import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { knownFacts, type ClusterDescription, type Facts } from '@hare/cdf';
import { describe, expect, test } from 'vitest';
import { chooseAddress, type InterfaceAddress } from './choose-address.js';
import { gatherFacts } from './gather-facts.js';
import { factsFromMachine, gatherLocalFacts } from './gather-local-facts.js';
import { generateMotrConfig } from './generate-motr-config.js';
import { parseIfInet6, type Machine } from './machine.js';
import { temporaryFolder } from '../tests/support/temporary-folder.js';

/** A CDF 2021: nothing but names and paths. */
const bare: ClusterDescription = {
  nodes: ['ssc-1', 'ssc-2'].map((hostname) => ({
    hostname,
    dataIface: 'eth1',
    m0Servers: [
      { runsConfd: true, data: [] },
      {
        data: [{ path: '/dev/sdb' }],
        log: [{ path: '/dev/sdl' }, { path: '/dev/sdm' }],
        metaData: '/dev/sdc',
      },
    ],
    m0Clients: [],
  })),
  pools: [{ name: 'the pool', dataUnits: 1, parityUnits: 0 }],
};

const gibibyte = 2 ** 30;

const everything = {
  'ssc-1/facts': { processorcount: 8, memorysize_mb: 15884.5, data_iface_ip_addr: '10.0.0.1' },
  'ssc-1/drives/dev/sdb': { path: '/dev/sdb', size: 10 * gibibyte, blksize: 4096 },
  'ssc-1/drives/dev/sdl': { path: '/dev/sdl', size: gibibyte, blksize: 512 },
  'ssc-2/facts': '{"processorcount": "4", "memorysize_mb": "7820.25"}',
  'ssc-2/drives/dev/sdb': '{"path": "/dev/sdb", "size": 1073741824, "blksize": 512}',
  'ssc-2/drives/dev/sdl': { size: gibibyte },
};

const problemsOf = (facts: Readonly<Record<string, unknown>>, description = bare): string[] => {
  try {
    generateMotrConfig(description, { facts });
    return [];
  } catch (error) {
    return (error as { readonly problems: readonly Error[] }).problems.map(
      ({ message }) => message,
    );
  }
};

describe('generateMotrConfig', () => {
  test('fills in facts that are not in the CDF; text that is a number is one, JSON text is what it means, the address falls back to the hostname', () => {
    const config = generateMotrConfig(bare, { facts: everything });
    expect(config.nodes.map(({ address }) => address)).toEqual(['10.0.0.1', 'ssc-2']);
    expect(config.objects.filter(({ type }) => type === 'node')).toMatchObject([
      { processorCount: 8, memorySizeMb: 15884 },
      { processorCount: 4, memorySizeMb: 7820 },
    ]);
    expect(config.objects.filter(({ type }) => type === 'sdev').slice(0, 2)).toMatchObject([
      { sizeBytes: 10 * gibibyte, blockSizeBytes: 4096 },
      { sizeBytes: gibibyte, blockSizeBytes: 512 },
    ]);
    expect(config.nodes[0]?.processes[2]).toMatchObject({
      log: { path: '/dev/sdl', sizeBytes: gibibyte },
    });
  });

  test('names every missing fact at once, and only what is needed: of a log device the size, of a second one nothing', () => {
    expect(problemsOf({ 'ssc-2/facts': { processorcount: 4 } })).toEqual([
      'node ssc-1: processorcount and memorysize_mb are missing',
      'node ssc-1, device /dev/sdb: size and blksize are missing',
      'node ssc-1, device /dev/sdl: size is missing',
      'node ssc-2: memorysize_mb is missing',
      'node ssc-2, device /dev/sdb: size and blksize are missing',
      'node ssc-2, device /dev/sdl: size is missing',
    ]);
  });

  test('names what is there but cannot be', () => {
    expect(
      problemsOf({
        ...everything,
        'ssc-1/facts': { processorcount: 0, memorysize_mb: 'much', data_iface_ip_addr: 7 },
        'ssc-2/drives/dev/sdb': { size: 1.5, blksize: 2 ** 53 },
      }),
    ).toEqual([
      'node ssc-1: processorcount is 0, must be a whole number from 1; memorysize_mb is "much", must be a number from 1; data_iface_ip_addr is 7, must be text',
      'node ssc-2, device /dev/sdb: size is 1.5, must be a whole number from 1; blksize is 9007199254740992, must be a whole number from 1',
    ]);
  });

  test('never overwrites what the CDF says', () => {
    const node = {
      ...bare.nodes[0],
      hostname: 'ssc-1',
      dataIface: 'eth1',
      m0Clients: [],
      processorCount: 2,
      memorySizeMb: 4096,
      dataIfaceIpAddr: '10.9.9.9',
      m0Servers: [
        { runsConfd: true, data: [{ path: '/dev/sdb', sizeBytes: 5, blockSizeBytes: 1 }] },
      ],
    };
    const config = generateMotrConfig({ ...bare, nodes: [node] }, { facts: everything });
    expect(config.objects.find(({ type }) => type === 'sdev')).toMatchObject({
      sizeBytes: 5,
      blockSizeBytes: 1,
    });
    expect(config.nodes[0]?.address).toBe('10.9.9.9');
  });

  test('a log device that facts make too small is refused', () => {
    expect(() =>
      generateMotrConfig(bare, {
        facts: { ...everything, 'ssc-2/drives/dev/sdl': { size: 1000 } },
      }),
    ).toThrow('node ssc-2: log device /dev/sdl has 1000 bytes');
  });
});

const v4 = (address: string): InterfaceAddress => ({ address, family: 'IPv4' });
const v6 = (address: string): InterfaceAddress => ({ address, family: 'IPv6' });

describe('gatherFacts', () => {
  const machine: Machine = {
    processorCount: () => 16,
    memoryBytes: () => 3.7 * gibibyte,
    addressOf: (iface) => (iface === 'eth1' ? '10.0.0.7' : undefined),
  };
  const rootWith = (...devices: readonly string[]): string => {
    const root = temporaryFolder();
    mkdirSync(path.join(root, 'dev'));
    for (const device of devices) writeFileSync(path.join(root, 'dev', device), Buffer.alloc(4096));
    return root;
  };

  test('asks facts file, KV, this machine in this order, field by field, and this machine for its own node only', async () => {
    const asked: string[][] = [];
    const facts = await gatherFacts(bare, [
      knownFacts({ 'ssc-1/facts': { processorcount: 2 } }, 'facts file'),
      {
        name: 'the KV',
        find: (requests) => {
          asked.push(requests.map(({ hostname, drives }) => [hostname, ...drives].join(' ')));
          return Promise.resolve({
            'ssc-1/facts': '{"processorcount": 99, "memorysize_mb": 2048}',
            'ssc-2/facts': new Map([['processorcount', 4]]),
          });
        },
      },
      factsFromMachine({
        hostname: 'ssc-1',
        dataIface: 'eth1',
        root: rootWith('sdb', 'sdl'),
        machine,
      }),
    ]);
    expect(facts).toEqual({
      'ssc-1/facts': { processorcount: 2, memorysize_mb: 2048, data_iface_ip_addr: '10.0.0.7' },
      'ssc-1/drives/dev/sdb': {
        path: '/dev/sdb',
        size: 4096,
        blksize: expect.any(Number) as number,
      },
      'ssc-1/drives/dev/sdl': {
        path: '/dev/sdl',
        size: 4096,
        blksize: expect.any(Number) as number,
      },
      'ssc-2/facts': { processorcount: 4 },
    });
    expect(asked).toEqual([['ssc-1 /dev/sdb /dev/sdl', 'ssc-2 /dev/sdb /dev/sdl']]);
  });

  test('a device that this machine cannot read is named with the reason', async () => {
    const facts = await gatherFacts(bare, [
      factsFromMachine({ hostname: 'ssc-1', root: rootWith('sdb'), machine }),
    ]);
    expect(problemsOf(facts)[0]).toBe(
      'node ssc-1, device /dev/sdl: size is missing (it does not exist)',
    );
  });

  test('a CDF that says it all asks nobody', async () => {
    const whole = {
      ...bare,
      nodes: [
        {
          hostname: 'a',
          dataIface: 'eth1',
          dataIfaceIpAddr: '10.0.0.1',
          processorCount: 1,
          memorySizeMb: 1,
          m0Clients: [],
          m0Servers: [{ data: [{ path: '/dev/sdb', sizeBytes: 1, blockSizeBytes: 1 }] }],
        },
      ],
    };
    expect(
      await gatherFacts(whole, [
        { name: 'nobody', find: () => Promise.reject(new Error('asked')) },
      ]),
    ).toEqual({});
  });
});

test('gatherLocalFacts answers what prepare puts into the KV, memory in whole MiB', async () => {
  const root = temporaryFolder();
  const machine: Machine = {
    processorCount: () => 4,
    memoryBytes: () => 2.9 * 2 ** 20,
    addressOf: () => undefined,
  };
  expect(
    await gatherLocalFacts({
      hostname: 'h',
      dataIface: 'eth9',
      devices: ['/dev/sdz'],
      root,
      machine,
    }),
  ).toEqual({
    'h/facts': { processorcount: 4, memorysize_mb: 2 },
    'h/drives/dev/sdz': { path: '/dev/sdz', error: 'it does not exist' },
  });
});

test('this machine has cores and memory, and loopback is no address of it', async () => {
  const facts = await gatherLocalFacts({ hostname: 'h', dataIface: 'lo', devices: [] });
  expect(facts['h/facts']).toEqual({
    processorcount: expect.any(Number) as number,
    memorysize_mb: expect.any(Number) as number,
    data_iface_passed_over: expect.stringContaining('127.0.0.1 (loopback)') as string,
  });
});

test('a data interface that is not on this machine, or has no address, is told; below a root nothing is known of what is missing', async () => {
  const machine = (passedOver: 'missing' | 'no-address' | readonly string[]): Machine => ({
    processorCount: () => 1,
    memoryBytes: () => 2 ** 30,
    addressOf: () => undefined,
    passedOver: () => passedOver,
  });
  const told = async (of: Machine, root?: string): Promise<unknown> =>
    (
      (
        await gatherLocalFacts({ hostname: 'h', dataIface: 'eth9', devices: [], machine: of, root })
      )['h/facts'] as Readonly<Record<string, unknown>>
    )['data_iface_passed_over'];
  expect(await told(machine('missing'))).toBe('is not on this machine');
  expect(await told(machine('missing'), '/r')).toBeUndefined();
  expect(await told(machine('no-address'))).toBe('has no address; it may be down');
  expect(await told(machine([]))).toBeUndefined();
});

test.each<[string, readonly InterfaceAddress[], string | undefined, readonly string[]]>([
  ['the first IPv4 address', [v6('2001:db8::1'), v4('10.0.0.7'), v4('10.0.0.8')], '10.0.0.7', []],
  [
    'the next, when the first is link-local',
    [v4('169.254.3.4'), v4('10.0.0.7')],
    '10.0.0.7',
    ['169.254.3.4 (link-local)'],
  ],
  [
    'a global IPv6 address rather than loopback or link-local',
    [v4('127.0.0.1'), v6('fe80::1%eth0'), v6('2001:db8::1')],
    '2001:db8::1',
    ['127.0.0.1 (loopback)', 'fe80::1%eth0 (link-local)'],
  ],
  [
    'none of these',
    [
      v4('0.0.0.0'),
      v4('224.0.0.1'),
      v4('255.255.255.255'),
      v6('::1'),
      v6('ff02::1'),
      v6('::ffff:127.0.0.1'),
    ],
    undefined,
    [
      '0.0.0.0 (unspecified)',
      '224.0.0.1 (multicast)',
      '255.255.255.255 (reserved)',
      '::1 (loopback)',
      'ff02::1 (multicast)',
      '::ffff:127.0.0.1 (loopback)',
    ],
  ],
  [
    'neither tentative nor deprecated ones',
    [
      { ...v6('2001:db8::1'), isTentative: true },
      { ...v6('2001:db8::2'), isDeprecated: true },
      v6('2001:db8::3'),
    ],
    '2001:db8::3',
    ['2001:db8::1 (tentative)', '2001:db8::2 (deprecated)'],
  ],
])('the address of an interface is %s', (_, addresses, address, passedOver) => {
  expect(chooseAddress(addresses)).toEqual({ address, passedOver });
});

test('the kernel tells which IPv6 addresses are tentative or deprecated', () => {
  const text =
    'fe80000000000000505400fffe000001 02 40 20 80     eth0\n20010db8000000000000000000000001 02 40 00 40     eth0\n20010db8000000000000000000000002 02 40 00 20     eth0\n20010db8000000000000000000000003 02 40 00 c8     eth0\n';
  const none = { isTentative: false, isDeprecated: false };
  expect([...parseIfInet6(text)]).toEqual([
    ['fe80::5054:ff:fe00:1', none],
    ['2001:db8::1', { ...none, isTentative: true }],
    ['2001:db8::2', { ...none, isDeprecated: true }],
    ['2001:db8::3', { ...none, isTentative: true }],
  ]);
});

test('what the data interface has and what instead is said', () => {
  const facts = (own: Readonly<Record<string, unknown>>): Facts => ({
    ...everything,
    'ssc-1/facts': { processorcount: 8, memorysize_mb: 15884.5, ...own },
  });
  const of = (
    own: Readonly<Record<string, unknown>>,
  ): readonly [string | undefined, readonly string[]] => {
    const config = generateMotrConfig(bare, { facts: facts(own) });
    return [
      config.nodes[0]?.address,
      config.warnings
        .filter(({ code }) => code === 'CFGEN_ADDRESS_PASSED_OVER')
        .map(({ message }) => message),
    ];
  };
  expect(of({ data_iface_ip_addr: '10.0.0.1' })).toEqual(['10.0.0.1', []]);
  expect(of({})).toEqual(['ssc-1', []]);
  expect(
    of({
      data_iface_passed_over: 'has fe80::1 (link-local), which other nodes cannot reach',
    }),
  ).toEqual([
    'ssc-1',
    [
      expect.stringMatching(
        /^node ssc-1: the data interface eth1 has fe80::1 \(link-local\).*; using the host name ssc-1 instead$/,
      ) as string,
    ],
  ]);
  expect(
    of({
      data_iface_ip_addr: '10.0.0.1',
      data_iface_passed_over: 'has 169.254.0.1 (link-local), which other nodes cannot reach',
    }),
  ).toEqual([
    '10.0.0.1',
    [expect.stringMatching(/169\.254\.0\.1 .*; using 10\.0\.0\.1 instead$/) as string],
  ]);
  expect(of({ data_iface_ip_addr: '127.0.0.1' })).toEqual([
    'ssc-1',
    [expect.stringContaining('127.0.0.1 (loopback)') as string],
  ]);
});
