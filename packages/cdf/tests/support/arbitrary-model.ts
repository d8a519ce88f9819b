import fc from 'fast-check';
import type {
  ClusterDescription,
  DriveDescription,
  M0ServerDescription,
  NodeDescription,
  PoolDescription,
} from '../../src/model.js';

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
const word = fc
  .string({
    unit: fc.constantFrom(...Array.from(lower), 'A', 'E', '_', '-', '.'),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.replace(/^[.-]+/, 'x'));

/** Words that some YAML reader takes for something else. */
const treacherous = fc.constantFrom(
  'yes',
  'No',
  'on',
  'y',
  'null',
  '~',
  'true',
  '1997',
  '0o17',
  '010',
  '1e3',
  '1_000',
  '0x1F',
  '1:30',
  '.inf',
  '2020-01-01',
  '=',
  '<<',
  '-',
  '- a',
  '? a',
  ': a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"a"',
  "'a'",
  '{a}',
  '[a]',
  'a,b',
  ' a',
  'a ',
  'ä',
  '日本',
  '\u{1F600}',
  'a\u00a0b',
  '\u0301',
);
const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text));
/** Text of any kind that a CDF can contain. */
const anyText = fc.oneof(word, treacherous, printable);

const hostname = fc.oneof(
  word,
  fc.constantFrom('1997', '1e3', 'yes', 'null', '010', 'n', '127.0.0.1'),
);
const devicePath = anyText.map((text) => `/dev/${text.replace(/["\\]/g, '')}`);
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined });

const drive = (path: string): fc.Arbitrary<DriveDescription> =>
  fc.record({
    path: fc.constant(path),
    sizeBytes: optional(fc.integer({ min: 134217728, max: Number.MAX_SAFE_INTEGER })),
    blockSizeBytes: optional(positive),
  });

/** Servers of a node over distinct devices; the first runs confd. */
const servers = fc
  .uniqueArray(devicePath, { minLength: 3, maxLength: 10 })
  .chain((paths): fc.Arbitrary<readonly M0ServerDescription[]> => {
    const [meta = '/dev/m', log = '/dev/l', ...data] = paths;
    const controller = fc.record({
      runsConfd: optional(fc.constant(false)),
      data: fc.tuple(...data.map(drive)),
      log: optional(drive(log).map((one) => [one])),
      metaData: optional(fc.constant(meta)),
    });
    return controller.map((io) => [{ runsConfd: true, data: [] }, io]);
  });

const clients = fc.oneof(
  fc.array(
    fc.record({
      name: fc.constantFrom('motr_client', 'rgw_s3', 'm0_client_other'),
      instances: fc.nat(5),
    }),
    { maxLength: 3 },
  ),
  fc.record({ s3: fc.nat(4), other: fc.nat(4) }).map(({ s3, other }) => [
    { name: 'm0_client_s3', instances: s3 },
    { name: 'm0_client_other', instances: other },
  ]),
);

const ports = fc.record({
  hax: optional(fc.constant(30000)),
  haxHttp: optional(fc.constant(31000)),
  m0Server: optional(
    fc.constant([
      { name: 'confd', port: 32000 },
      { name: 'ios', port: 33000 },
    ]),
  ),
  m0ClientOther: optional(
    fc.constant([
      { name: 'motr_client', port: 34000 },
      { name: 'rgw_s3', port: 35000 },
    ]),
  ),
  m0ClientS3: optional(fc.constant(36000)),
});

const node = (host: string, i: number): fc.Arbitrary<NodeDescription> =>
  fc.record({
    hostname: fc.constant(host),
    dataIface: fc.constantFrom('eth0', 'dummy', 'yes', '0', 'bond0.100'),
    dataIfaceType: optional(fc.constantFrom('tcp', 'o2ib')),
    dataIfaceIpAddr: optional(fc.constant(`10.0.${i}.1`)),
    transportType: optional(fc.constantFrom('libfab', 'lnet')),
    machineId: optional(anyText),
    nodeGroup: optional(anyText),
    processorCount: optional(positive),
    memorySizeMb: optional(fc.double({ min: 1, max: 1e9, noNaN: true })),
    m0Servers: servers,
    m0Clients: clients,
    networkPorts: optional(ports),
  });

const pools = (nodes: readonly NodeDescription[]): fc.Arbitrary<readonly PoolDescription[]> => {
  const refs = nodes.flatMap(({ hostname: host, m0Servers }) =>
    m0Servers.flatMap((server) => server.data.map(({ path }) => ({ path, node: host }))),
  );
  const tolerance = optional(fc.constant({ site: 0, rack: 0, encl: 0, ctrl: 0, disk: 0 }));
  const sns = fc.record({
    name: anyText,
    type: optional(fc.constant('sns' as const)),
    dataUnits: fc.constant(1),
    parityUnits: fc.constant(0),
    spareUnits: optional(fc.constant(0)),
    diskRefs: optional(fc.shuffledSubarray(refs, { minLength: 1 })),
    allowedFailures: tolerance,
  });
  const extra = fc
    .array(fc.constantFrom('dix' as const, 'md' as const), { maxLength: 2 })
    .map((types) =>
      [...new Set(types)].map((type) => ({
        name: `the ${type}`,
        type,
        dataUnits: 1,
        parityUnits: 0,
      })),
    );
  return fc
    .tuple(sns, extra)
    .map(([first, others]) => [first, ...others.filter((pool) => pool.name !== first.name)]);
};

/** Valid descriptions, canonical or not, with text of every kind. */
export const arbitraryModel: fc.Arbitrary<ClusterDescription> = fc
  .uniqueArray(hostname, {
    minLength: 1,
    maxLength: 4,
    selector: (name) => name.toLowerCase().replace(/\.$/, ''),
  })
  .chain((names) => fc.tuple(...names.map(node)))
  .chain((nodes) =>
    pools(nodes).chain((list) =>
      fc.record({
        nodes: fc.constant(nodes),
        pools: fc.constant(list),
        profiles: optional(
          fc
            .shuffledSubarray(
              list.map(({ name }) => name),
              { minLength: 1 },
            )
            .chain((names) => anyText.map((name) => [{ name, pools: names }])),
        ),
        fdmiFilters: optional(
          fc.constant(nodes).chain(([first]) =>
            fc
              .array(
                fc.record({
                  name: anyText,
                  node: fc.constant(first?.hostname ?? ''),
                  clientIndex: fc.constant(0),
                  substrings: optional(fc.array(anyText, { maxLength: 2 })),
                }),
                { maxLength: 1 },
              )
              .map((filters) =>
                (first?.m0Clients ?? []).some(
                  (client) => client.name !== 'm0_client_s3' && client.instances > 0,
                )
                  ? filters
                  : [],
              ),
          ),
        ),
        createAux: optional(fc.boolean()),
        generateFormulaicPvers: optional(fc.boolean()),
      }),
    ),
  );
