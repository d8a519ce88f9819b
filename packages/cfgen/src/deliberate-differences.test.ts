import { type ClusterDescription, parseCdf } from '@hare/cdf';
import { describe, expect, test } from 'vitest';
import { generateMotrConfig } from './generate-motr-config.js';
import { kvEntries } from './kv-entries.js';
import { renderConfgen, renderXcode } from '../tests/support/rendered.js';
import { renderConsulAgents } from './render-consul-agents.js';
import { goldenModel, goldenText } from '../tests/support/golden.js';

const model = (name: string): Promise<ClusterDescription> => goldenModel(`${name}/cdf.yaml`);
const confgen = async (name: string): Promise<string> =>
  renderConfgen(generateMotrConfig(await model(name)));

/** The lines that only one of the two texts has at a position. */
function differingLines(
  ours: string,
  theirs: string,
): { readonly ours: string; readonly theirs: string }[] {
  const [left, right] = [ours.split('\n'), theirs.split('\n')];
  expect(left).toHaveLength(right.length);
  return left.flatMap((line, position) =>
    line === right[position] ? [] : [{ ours: line, theirs: right[position] ?? '' }],
  );
}

/** Endpoints replaced by a placeholder, in confgen text, xcode and KV alike. */
const withoutLnetEndpoints = (text: string): string =>
  text.replace(/192\.168\.10\.\d@(tcp|o2ib):12345:(\d+|\([^)]*\)):\d+/g, '$1-ENDPOINT');

describe('lnet endpoints are ip@net:12345:portal:tmid, as Motr reads them (Hare prints Python tuples)', () => {
  test.each([
    [
      'golden/15-lnet-default-ports',
      'tcp',
      ['192.168.10.1', '192.168.10.2'],
      ['1:1', '2:1', '2:2', '4:1', '4:2'],
    ],
    [
      'golden/16-lnet-custom-ports',
      'tcp',
      ['192.168.10.1'],
      ['1:1', '2:1', '2:2', '2:3', '4:1', '4:2', '4:3'],
    ],
    ['golden/17-lnet-o2ib', 'o2ib', ['192.168.10.1'], ['1:1', '2:1', '2:2', '4:1', '4:2']],
  ] as const)('%s', async (name, net, addresses, ends) => {
    const config = generateMotrConfig(await model(name));
    expect(
      config.nodes.flatMap(({ processes }) => processes.map(({ endpoint }) => endpoint.text)),
    ).toEqual(addresses.flatMap((address) => ends.map((end) => `${address}@${net}:12345:${end}`)));
    expect(withoutLnetEndpoints(renderConfgen(config))).toBe(
      withoutLnetEndpoints(goldenText(`${name}/confd.cg`)),
    );
    expect(withoutLnetEndpoints(renderXcode(config))).toBe(
      withoutLnetEndpoints(goldenText(`${name}/confd.xc`)),
    );
    expect(withoutLnetEndpoints(JSON.stringify([...kvEntries(config)]))).toBe(
      withoutLnetEndpoints(JSON.stringify(JSON.parse(goldenText(`${name}/consul-kv.json`)))),
    );
    expect(JSON.parse(renderConsulAgents(config))).toEqual(
      JSON.parse(goldenText(`${name}/consul-agents.json`)),
    );
  });

  test('an s3 client has portal 3, and each address counts for itself', async () => {
    const { nodes, ...rest } = await model('golden/15-lnet-default-ports');
    const config = generateMotrConfig({
      ...rest,
      nodes: nodes.map((node) => ({
        ...node,
        m0Clients: [
          { name: 'm0_client_other', instances: 1 },
          { name: 'm0_client_s3', instances: 2 },
          { name: 'rgw', instances: 1 },
        ],
      })),
    });
    expect(
      config.nodes.map(({ processes }) =>
        processes.slice(3).map(({ endpoint }) => endpoint.text.replace(/.*12345:/, '')),
      ),
    ).toEqual([
      ['4:1', '3:1', '3:2', '4:2'],
      ['4:1', '3:1', '3:2', '4:2'],
    ]);
  });

  test('network_ports do not apply to lnet, and a warning says so; hax_http does', async () => {
    const config = generateMotrConfig(await model('golden/16-lnet-custom-ports'));
    expect(config.warnings).toEqual([
      {
        code: 'CFGEN_LNET_PORTS',
        message:
          'node ssc-1: transport_type is lnet, so network_ports have no effect (except hax_http)',
      },
    ]);
    expect(generateMotrConfig(await model('golden/13-custom-ports')).warnings).toEqual([]);
    const { nodes, ...rest } = await model('golden/16-lnet-custom-ports');
    const httpOnly = generateMotrConfig({
      ...rest,
      nodes: nodes.map((node) => ({ ...node, networkPorts: { haxHttp: 9000, m0Server: [] } })),
    });
    expect(httpOnly.warnings).toEqual([]);
    expect([...kvEntries(httpOnly)].find(({ key }) => key === 'ports/ssc-1/hax')?.value).toBe(
      '{"http": 9000}',
    );
  });
});

test('FDMI filters work: one group per filter, which knows its node, the dix pool and the endpoint of its client', async () => {
  const config = generateMotrConfig(await model('invalid/30-fdmi-filters'));
  expect(
    renderConfgen(config)
      .split('\n')
      .filter((line) => line.includes('fdmi')),
  ).toEqual([
    expect.stringContaining('fdmi_flt_grps=[fdmi_flt_grp-0])'),
    '(fdmi_flt_grp-0 rec_type=4096 filters=[fdmi_filter-0])',
    '(fdmi_filter-0 id=fdmi_filter-0 type=2 root="" node=node-0 dix_pver=pver-1 substrings=["Bucket-Name"] endpoints=["inet:tcp:192.168.10.1@22502"])',
  ]);
  expect(renderXcode(config).split('\n').slice(-3)).toEqual([
    ' {0x67| ((^g|1:0), 0x1000, [1: ^l|1:0])},',
    ' {0x6c| ((^l|1:0), ^l|1:0, 2, "", ^n|1:0, ^v|1:1, [1: "Bucket-Name"], [1: "inet:tcp:192.168.10.1@22502"])}]',
    '',
  ]);
  expect(
    [...kvEntries(config)]
      .filter(({ key }) => key.includes('base_fid_key/fdmi'))
      .map(({ value }) => value),
  ).toEqual([1, 1]);
});

test('client_index of an FDMI filter does not count s3 clients', async () => {
  const { nodes, fdmiFilters, ...rest } = await model('invalid/30-fdmi-filters');
  const clients = [
    { name: 'm0_client_s3', instances: 2 },
    { name: 'm0_client_other', instances: 1 },
    { name: 'rgw', instances: 1 },
  ];
  const config = generateMotrConfig({
    ...rest,
    nodes: nodes.map((node) => ({ ...node, m0Clients: clients })),
    fdmiFilters: (fdmiFilters ?? []).map((filter) => ({ ...filter, clientIndex: 1 })),
  });
  const rgw = config.nodes[0]?.processes.find(
    (process) => process.kind === 'client' && process.clientName === 'rgw',
  );
  expect(config.objects.find((object) => object.type === 'fdmi_filter')).toMatchObject({
    endpoint: rgw?.endpoint.text,
  });
});

describe('an sns pool without disk_refs takes the data drives only (Hare takes the CAS drives too)', () => {
  test.each(['golden/20-no-disk-refs', 'golden/35-empty-disk-refs', 'golden/36-disk-refs-null'])(
    '%s',
    async (name) => {
      const without = await model(name);
      const refs = without.nodes.flatMap(({ hostname, m0Servers }) =>
        m0Servers.flatMap(({ data }) => data.map(({ path }) => ({ path, node: hostname }))),
      );
      const named = {
        ...without,
        pools: without.pools.map((pool) => ({ ...pool, diskRefs: refs })),
      };
      const config = generateMotrConfig(without);
      expect(renderConfgen(config)).toBe(renderConfgen(generateMotrConfig(named)));
      expect(config.objects.find((object) => object.type === 'pver')).toMatchObject({
        poolWidth: refs.length,
      });
      expect(goldenText(`${name}/confd.cg`)).toContain(
        ` P=${refs.length + config.nodes.flatMap(({ controllers }) => controllers).length} `,
      );
    },
  );
});

describe('create_aux works', () => {
  const auxPools = async (name: string): Promise<readonly (string | undefined)[]> =>
    generateMotrConfig(await model(name))
      .pools.filter(({ base }) => base !== undefined)
      .map((pool) => pool.name);

  test('without disk_refs, over all data drives', async () => {
    expect(await auxPools('invalid/38-create-aux-no-disk-refs')).toEqual([
      'tier1-aux001',
      'tier1-aux002',
      'tier1-aux003',
    ]);
  });

  test('without spare_units, which is K then, in the auxiliary pools too', async () => {
    const text = await confgen('invalid/47-create-aux-missing-spare');
    expect(text.match(/\(pver-\d+ N=\d+ K=\d+ S=\d+ P=\d+ tolerance=[^\]]*\]/g))
      .toMatchInlineSnapshot(`
      [
        "(pver-0 N=4 K=2 S=2 P=12 tolerance=[0, 0, 1, 2, 2]",
        "(pver-1 N=2 K=2 S=2 P=8 tolerance=[0, 0, 0, 0, 2]",
        "(pver-2 N=2 K=2 S=2 P=8 tolerance=[0, 0, 0, 0, 2]",
        "(pver-3 N=2 K=2 S=2 P=8 tolerance=[0, 0, 0, 0, 2]",
        "(pver-4 N=1 K=2 S=0 P=3 tolerance=[0, 0, 2, 2, 2]",
        "(pver-5 N=1 K=2 S=0 P=3 tolerance=[0, 0, 2, 2, 2]",
      ]
    `);
  });

  test('a dix pool beside it has no spare units unless the CDF says so (Hare: K)', async () => {
    const name = 'golden/08-create-aux-computed-with-dix-and-profiles';
    expect(differingLines(await confgen(name), goldenText(`${name}/confd.cg`))).toEqual([
      {
        ours: '(pver-0 N=1 K=2 S=0 P=3 tolerance=[0, 0, 2, 2, 2] sitevs=[objv-4])',
        theirs: '(pver-0 N=1 K=2 S=2 P=3 tolerance=[0, 0, 2, 2, 2] sitevs=[objv-4])',
      },
    ]);
    expect([...kvEntries(generateMotrConfig(await model(name)))]).toEqual(
      JSON.parse(goldenText(`${name}/consul-kv.json`)),
    );
  });
});

test('a dix pool without spare_units has none (Hare: K)', async () => {
  const name = 'golden/29-profile-order-and-md';
  expect(differingLines(await confgen(name), goldenText(`${name}/confd.cg`))).toEqual([
    {
      ours: '(pver-1 N=1 K=2 S=0 P=3 tolerance=[0, 0, 2, 2, 2] sitevs=[objv-24])',
      theirs: '(pver-1 N=1 K=2 S=2 P=3 tolerance=[0, 0, 2, 2, 2] sitevs=[objv-24])',
    },
  ]);
  expect([...kvEntries(generateMotrConfig(await model(name)))]).toEqual(
    JSON.parse(goldenText(`${name}/consul-kv.json`)),
  );
});

test('the tolerance of a dix pool is never above its K (Hare: always all enclosures but one)', async () => {
  const name = 'golden/40-dix-tolerance-exceeds-K';
  expect(differingLines(await confgen(name), goldenText(`${name}/confd.cg`))).toEqual([
    {
      ours: expect.stringMatching(
        /^\(pver-1 N=1 K=1 S=0 P=3 tolerance=\[0, 0, 1, 1, 1\]/,
      ) as string,
      theirs: expect.stringMatching(/tolerance=\[0, 0, 2, 2, 2\]/) as string,
    },
  ]);
  expect([...kvEntries(generateMotrConfig(await model(name)))]).toEqual(
    JSON.parse(goldenText(`${name}/consul-kv.json`)),
  );
});

test('a missing sns spare_units is K when the tolerance is computed too (Hare: 0)', async () => {
  const name = 'golden/21-spare-unset';
  expect(differingLines(await confgen(name), goldenText(`${name}/confd.cg`)))
    .toMatchInlineSnapshot(`
    [
      {
        "ours": "(pver-0 N=2 K=1 S=1 P=12 tolerance=[0, 0, 0, 0, 1] sitevs=[objv-4])",
        "theirs": "(pver-0 N=2 K=1 S=1 P=12 tolerance=[0, 0, 1, 1, 1] sitevs=[objv-4])",
      },
    ]
  `);
  expect([...kvEntries(generateMotrConfig(await model(name)))]).toEqual(
    JSON.parse(goldenText(`${name}/consul-kv.json`)),
  );
});

test('a dollar sign in a path stays one (Hare: \\u0024)', async () => {
  const name = 'golden/41-dollar-in-path';
  const config = generateMotrConfig(await model(name));
  expect(renderConfgen(config)).toBe(goldenText(`${name}/confd.cg`).replaceAll('\\u0024', '$'));
  expect(renderXcode(config)).toBe(goldenText(`${name}/confd.xc`).replaceAll('\\u0024', '$'));
  expect([...kvEntries(config)]).toEqual(JSON.parse(goldenText(`${name}/consul-kv.json`)));
});

test('tolerance looks at the enclosures that the pool is on, not at all of the cluster', async () => {
  const three = await model('golden/02-three-nodes-4+2+2-allowed');
  const refs = three.nodes
    .slice(0, 2)
    .flatMap(({ hostname, m0Servers }) =>
      m0Servers.flatMap(({ data }) => data.map(({ path }) => ({ path, node: hostname }))),
    );
  const config = generateMotrConfig({
    ...three,
    pools: [{ name: 'two', dataUnits: 1, parityUnits: 1, spareUnits: 0, diskRefs: refs }],
  });
  expect(config.objects.find((object) => object.type === 'pver')).toMatchObject({
    tolerance: [0, 0, 1, 1, 1],
  });
});

describe('what Hare refuses by mistake is accepted', () => {
  test.each([
    ['26-io-only-node-without-clients', 'a node with ios only needs no client'],
    ['28-log-key-missing', 'log absent is none'],
    ['29-log-null', 'log null is none'],
    ['32-missing-server-port-entry', 'a missing port falls back to the usual one'],
    ['34-iface-type-null', 'data_iface_type null is tcp'],
    ['40-spare-null', 'spare_units null is absent'],
    ['41-hax-http-null', 'hax_http null is 8008'],
    ['50-profiles-null', 'profiles null is one default profile'],
    ['55-facts-without-ip-key', 'the address is the hostname'],
  ])('%s: %s', async (name) => {
    const config = generateMotrConfig(await model(`invalid/${name}`));
    expect(config.profiles[0]?.name).toBeDefined();
    expect(
      config.nodes.every(({ haxHttpPort, address }) => haxHttpPort === 8008 && address !== ''),
    ).toBe(true);
    expect(config.objects.length).toBeGreaterThan(30);
  });

  test('52-interpolation-in-path: the KV is what Hare makes of it, and the Dhall text is escaped', async () => {
    const config = generateMotrConfig(await model('invalid/52-interpolation-in-path'));
    expect([...kvEntries(config)]).toEqual(
      JSON.parse(goldenText('invalid/52-interpolation-in-path/consul-kv.json')),
    );
    expect(JSON.parse(renderConsulAgents(config))).toEqual(
      JSON.parse(goldenText('invalid/52-interpolation-in-path/consul-agents.json')),
    );
  });

  test('a node without address gets its hostname', async () => {
    expect(
      generateMotrConfig(await model('invalid/55-facts-without-ip-key')).nodes.map(
        ({ address, hostname }) => address === hostname,
      ),
    ).toContain(true);
  });
});

describe('what cannot be right is refused in validation', () => {
  test.each([
    ['golden/37-not-enough-drives', 'CDF_TOO_FEW_DISKS'],
    ['golden/39-port-collision', 'CDF_PORT_COLLISION'],
    ['invalid/42-asymmetric-small-ctrl', 'CDF_TOO_FEW_DISKS'],
    ['invalid/01-dup-hostname', 'CDF_HOSTNAME_REPEATED'],
    ['invalid/02-dup-ip', 'CDF_ADDRESS_REPEATED'],
    ['invalid/03-two-confds', 'CDF_CONFD_REPEATED'],
    ['invalid/05-no-disks', 'CDF_NO_DATA_DISK'],
    ['invalid/06-disk-repeated', 'CDF_DISK_REPEATED'],
    ['invalid/07-meta-repeats-data', 'CDF_DISK_REPEATED'],
    ['invalid/08-spare-not-0-nor-K', 'CDF_SPARE_UNITS'],
    ['invalid/10-no-sns-pool', 'CDF_NO_SNS_POOL'],
    ['invalid/11-dup-pool-name', 'CDF_POOL_REPEATED'],
    ['invalid/12-profile-unknown-pool', 'CDF_PROFILE_POOL_UNKNOWN'],
    ['invalid/14-profile-dup-name', 'CDF_PROFILE_REPEATED'],
    ['invalid/15-profile-dup-pools', 'CDF_PROFILE_POOL_REPEATED'],
    ['invalid/16-profiles-empty', 'CDF_EMPTY'],
    ['invalid/18-disk-ref-ambiguous', 'CDF_DISK_REF_AMBIGUOUS'],
    ['invalid/19-disk-shared-by-pools', 'CDF_DISK_SHARED'],
    ['invalid/20-two-unrestricted-pools', 'CDF_POOLS_COMPETE'],
    ['invalid/22-dix-two-data-units', 'CDF_DATA_UNITS'],
    ['invalid/23-two-dix-pools', 'CDF_POOL_TYPE_REPEATED'],
    ['invalid/25-unknown-pool-type', 'CDF_VALUE'],
    ['invalid/33-hax-port-null-and-zero-server-port', 'CDF_RANGE'],
    ['invalid/35-iface-type-bad', 'CDF_VALUE'],
    ['invalid/37-zero-cpu', 'CDF_RANGE'],
    ['invalid/39-create-aux-N-equals-K', 'CDF_AUX_LAYOUT'],
    ['invalid/43-missing-pools-key', 'CDF_MISSING'],
    ['invalid/44-missing-data_iface', 'CDF_MISSING'],
    ['invalid/46-all-clients-no-server', 'CDF_NO_CONFD'],
    ['invalid/49-pool-name-empty', 'CDF_EMPTY'],
    ['invalid/51-quote-in-path', 'CDF_VALUE'],
    ['invalid/53-backslash-in-path', 'CDF_VALUE'],
    ['invalid/56-empty-disk-path', 'CDF_EMPTY'],
    ['invalid/58-zero-data-units', 'CDF_RANGE'],
    ['invalid/59-nodes-empty', 'CDF_EMPTY'],
    ['invalid/60-not-a-mapping', 'CDF_TYPE'],
    ['invalid/61-data-and-runs_confd-false-empty', 'CDF_SERVER_IDLE'],
  ])('%s: %s, with the place in the file', async (name, code) => {
    await expect(parseCdf(goldenText(`${name}/cdf.yaml`), 'cdf.yaml')).rejects.toMatchObject({
      code: 'CDF_INVALID',
      problems: expect.arrayContaining([
        expect.objectContaining({
          code,
          where: expect.objectContaining({
            file: 'cdf.yaml',
            line: expect.any(Number) as number,
          }) as object,
        }),
      ]) as object,
    });
  });
});
