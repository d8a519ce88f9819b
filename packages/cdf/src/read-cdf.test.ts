import { formatError } from '@hare/base';
import { describe, expect, test } from 'vitest';
import { formatPath } from '@hare/base/schema';
import { parseCdf, readCdf } from './read-cdf.js';

const cdf = `nodes:
  - hostname: srv-1
    data_iface: eth0
    m0_servers:
      - runs_confd: true
        io_disks: {data: []}
      - io_disks: {data: [/dev/sdb, /dev/sdc]}
    m0_clients: {s3: 1, other: 2}
pools:
  - name: tier1
    data_units: 1
    parity_units: 0
`;

const failure = (text: string): Promise<string> =>
  parseCdf(text, 'cdf.yaml').then(
    () => 'valid',
    (error: unknown) => formatError(error as never),
  );
const places = async (text: string): Promise<readonly string[]> => {
  const reading = await readCdf(text, 'c');
  return reading.problems.map((problem) => {
    const { line, column } = reading.where(problem.path, problem.atName);
    return `${line ?? 0}:${column ?? 0} ${problem.code} ${formatPath(problem.path)}`;
  });
};

describe('parseCdf', () => {
  test('reads a CDF 2021', async () => {
    const { model, format } = await parseCdf(cdf, 'cdf.yaml');
    expect(format).toBe('2021');
    expect(model.nodes[0]?.m0Clients).toEqual([
      { name: 'm0_client_s3', instances: 1 },
      { name: 'm0_client_other', instances: 2 },
    ]);
  });

  test('tells every problem with its place, code and hint', async () => {
    const broken = cdf
      .replace('data_iface: eth0', 'data_ifac: eth0\n    processorcount: none')
      .replace('parity_units: 0', 'parity_units: 2\n    spare_units: 1')
      .replace('data_units: 1\n', 'data_units: 1\n    type: sn\n');
    expect(await failure(broken)).toMatchInlineSnapshot(`
      "cdf.yaml has 5 problems [CDF_INVALID]
        cdf.yaml:2:5: nodes[0].data_iface is missing [CDF_MISSING]
          hint: add it (Network interface for data)
        cdf.yaml:3:5: nodes[0].data_ifac is not a field of the CDF [CDF_UNKNOWN_FIELD]
          hint: did you mean data_iface?
        cdf.yaml:4:21: nodes[0].processorcount is "none", must be a whole number not below 1 [CDF_TYPE]
          hint: to see what is allowed: hare-cdf explain processorcount
        cdf.yaml:13:11: pools[0].type is "sn", must be one of sns, dix, md [CDF_VALUE]
          hint: did you mean sns?
        cdf.yaml:15:18: pool "tier1": spare_units is 1, must be 0 or 2 (= parity_units) [CDF_SPARE_UNITS]
          hint: set spare_units to 0 or 2"
    `);
  });

  test('refuses a file that is not YAML, with the place', async () => {
    expect(await failure('nodes: [1,\npools: 2')).toMatchInlineSnapshot(`
      "cdf.yaml:2:1: the file is not YAML: deficient indentation [CDF_SYNTAX]
        hint: correct this line"
    `);
  });

  test('names every repeated field, with both places', async () => {
    expect(await failure('nodes: []\nnodes: []\npools:\n  - name: a\n    name: b\n'))
      .toMatchInlineSnapshot(`
      "cdf.yaml: cdf.yaml repeats 2 fields [CDF_SYNTAX]
        cdf.yaml:2:1: nodes occurs twice; first in line 1 [CDF_REPEATED_FIELD]
          hint: keep one of the two
        cdf.yaml:5:5: name occurs twice; first in line 4 [CDF_REPEATED_FIELD]
          hint: keep one of the two"
    `);
  });

  test('refuses nothing, several documents, and something else than a map', async () => {
    expect(
      [await failure(''), await failure('---\na: 1\n---\nb: 1\n'), await failure('- a\n')].map(
        (text) => text.split('\n').slice(0, 2).join('|'),
      ),
    ).toMatchInlineSnapshot(`
      [
        "cdf.yaml: the file is empty, must contain a CDF [CDF_SYNTAX]|  hint: generate one: hare-cdf generate URL",
        "cdf.yaml: the file contains 2 YAML documents, must contain one [CDF_SYNTAX]|  hint: keep only one document",
        "cdf.yaml has a problem [CDF_INVALID]|  cdf.yaml:1:1: the document is a list of 1, must be a map with create_aux, generate_formulaic_pvers, nodes, pools, profiles, fdmi_filters [CDF_TYPE]",
      ]
    `);
  });
});

describe('places', () => {
  test('are those of the value, of the name of an unknown field, and of the map that lacks a field', async () => {
    expect(
      await places(
        cdf
          .replace('    data_iface: eth0\n', '')
          .replace('runs_confd: true', 'runs_confd: maybe')
          .replace('tier1', 'tier1\n    sort: sns'),
      ),
    ).toEqual([
      '2:5 CDF_MISSING nodes[0].data_iface',
      '4:21 CDF_TYPE nodes[0].m0_servers[0].runs_confd',
      '10:5 CDF_UNKNOWN_FIELD pools[0].sort',
    ]);
  });

  test('of CDF 2021 clients are those of their counts', async () => {
    expect(await places(cdf.replace('other: 2', 'other: -2'))).toEqual([
      '8:32 CDF_RANGE nodes[0].m0_clients.other',
    ]);
  });

  test('count quotes as part of the value, and work with CRLF', async () => {
    expect(
      await places(cdf.replace('data_iface: eth0', 'data_iface: "e 0"').replaceAll('\n', '\r\n')),
    ).toEqual(['3:17 CDF_VALUE nodes[0].data_iface']);
  });

  test('of values in aliases are where they are written', async () => {
    expect(
      await places(
        cdf
          .replace('[/dev/sdb, /dev/sdc]', '&d [/dev/sdb, sdc]')
          .replace('    m0_clients', '      - io_disks: {data: *d}\n    m0_clients'),
      ),
    ).toEqual([
      '7:30 CDF_DISK_REPEATED nodes[0].m0_servers[2].io_disks.data[0]',
      '7:40 CDF_VALUE nodes[0].m0_servers[1].io_disks.data[1]',
      '7:40 CDF_VALUE nodes[0].m0_servers[2].io_disks.data[1]',
    ]);
  });
});

describe('YAML as people write it', () => {
  const valueOf = async (from: string, to: string): Promise<unknown> =>
    (await parseCdf(cdf.replace(from, to), 'c')).model.nodes[0];

  test.each(['yes', 'Yes', 'on', 'ON', 'true', 'True', '"yes"'])(
    '%s is true where a boolean is meant',
    async (word) => {
      expect(await valueOf('runs_confd: true', `runs_confd: ${word}`)).toMatchObject({
        m0Servers: [{ runsConfd: true }, {}],
      });
    },
  );

  test.each(['no', 'off', 'False', "'false'"])(
    '%s is false where a boolean is meant',
    async (word) => {
      expect(
        await valueOf('- io_disks: {data: [', `- runs_confd: ${word}\n        io_disks: {data: [`),
      ).toMatchObject({ m0Servers: [{}, { runsConfd: false }] });
    },
  );

  test.each([
    '1997',
    '00000000000000000000000000000001',
    '1e3',
    '0x10',
    'yes',
    'true',
    '12345678901234567890',
    '1_0',
  ])('an unquoted %s is a hostname and a machine-id as written', async (text) => {
    expect(
      await valueOf('hostname: srv-1', `hostname: ${text}\n    machine_id: ${text}`),
    ).toMatchObject({ hostname: text, machineId: text });
  });

  test.each([
    ['4096.99', 4096.99],
    ['"4096.99"', 4096.99],
    ['4096', 4096],
    ['1e3', 1000],
    ['010', 10],
  ])('memorysize_mb: %s is the number %d', async (text, number) => {
    expect(
      await valueOf('data_iface: eth0', `data_iface: eth0\n    memorysize_mb: ${text}`),
    ).toMatchObject({ memorySizeMb: number });
  });

  test.each(['9007199254740993', '"9007199254740993"', '99999999999999999999'])(
    'a size of %s is refused, not rounded',
    async (text) => {
      expect(
        await places(cdf.replace('/dev/sdb,', `{path: /dev/sdb, size: ${text}},`)),
      ).toMatchObject([expect.stringContaining('CDF_TOO_LARGE') as string]);
    },
  );

  test.each(['null', '~', '', 'Null'])('%s is absent', async (text) => {
    expect(
      await valueOf(
        'data_iface: eth0',
        `data_iface: eth0\n    machine_id: ${text}\n    m0_clients_: x`.replace(
          '\n    m0_clients_: x',
          '',
        ),
      ),
    ).not.toHaveProperty('machineId');
  });

  test('"null" in quotes is text', async () => {
    expect(
      await valueOf('data_iface: eth0', 'data_iface: eth0\n    machine_id: "null"'),
    ).toMatchObject({ machineId: 'null' });
  });

  test('a null required field is missing', async () => {
    expect(await places(cdf.replace('data_iface: eth0', 'data_iface: null'))).toEqual([
      '3:17 CDF_MISSING nodes[0].data_iface',
    ]);
  });

  test('places of a valid CDF are known too', async () => {
    const { problems, where } = await parseCdf(cdf, 'c');
    expect(problems).toEqual([]);
    expect(where(['nodes', 0, 'data_iface'])).toEqual({ file: 'c', line: 3, column: 17 });
    expect(where(['nodes', 0, 'data_iface'], true)).toEqual({ file: 'c', line: 3, column: 5 });
  });

  test('merges and tags of text and numbers are read', async () => {
    const merged = cdf
      .replace('- hostname: srv-1', '- &n\n    hostname: !!str srv-1')
      .replace('pools:', '  - <<: *n\n    hostname: srv-2\npools:');
    expect(
      (await parseCdf(merged, 'c')).model.nodes.map((node) => [node.hostname, node.dataIface]),
    ).toEqual([
      ['srv-1', 'eth0'],
      ['srv-2', 'eth0'],
    ]);
  });

  test('JSON is read', async () => {
    const { model } = await parseCdf(cdf, 'c');
    const json = {
      nodes: [
        {
          hostname: 'srv-1',
          data_iface: 'eth0',
          m0_servers: [
            { runs_confd: true, io_disks: { data: [] } },
            { io_disks: { data: ['/dev/sdb', '/dev/sdc'] } },
          ],
          m0_clients: { s3: 1, other: 2 },
        },
      ],
      pools: [{ name: 'tier1', data_units: 1, parity_units: 0 }],
    };
    expect((await parseCdf(JSON.stringify(json, null, '\t'), 'c')).model).toEqual(model);
  });

  test.each([
    ['an alias of nothing', 'nodes: *x'],
    ['an alias inside of its anchor', 'nodes: &x [*x]'],
    ['an unknown tag', 'nodes: !env X'],
    ['a merge of a list', 'pools: []\n<<: [[a]]'],
    ['a merge of a map into itself', 'a: &a\n  <<: *a'],
    ['a list as a name', '? [a]\n: b'],
  ])('%s is refused with its place', async (_, text) => {
    await expect(parseCdf(text, 'c')).rejects.toMatchObject({
      code: 'CDF_SYNTAX',
      where: {
        file: 'c',
        line: expect.any(Number) as number,
        column: expect.any(Number) as number,
      },
    });
  });

  test('aliases of aliases that unfold without end are stopped', async () => {
    const list = (name: string, of: string): string =>
      `${name}: &${name} [${Array.from({ length: 300 }, () => of).join(', ')}]\n`;
    const bomb = `${list('d', '/dev/sdb')}s: &s [${Array.from({ length: 300 }, () => '{io_disks: {data: *d}}').join(', ')}]\nnodes: [${Array.from({ length: 300 }, () => '{hostname: a, data_iface: e, m0_servers: *s}').join(', ')}]\npools: []\n`;
    await expect(readCdf(bomb, 'c')).rejects.toMatchObject({ code: 'CDF_TOO_LARGE' });
  });
});
