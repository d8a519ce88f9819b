import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { dialects } from '../dialects/recognise.js';
import { explain, listFields } from './explain.js';
import { describeType } from './describe-type.js';
import { exampleOf } from './examples.js';
import { schemaOfKey } from './schema-of-key.js';

describe('explain', () => {
  test('says of a field what it means, where it comes from, and what checks it', () => {
    const [found] = explain('nodes[3].m0_servers[1].io_disks.meta_data');
    expect(found).toMatchObject({
      topic: 'nodes[].m0_servers[].io_disks.meta_data',
      kind: 'field',
      required: false,
    });
    expect(found?.sources.map(({ dialect, key }) => `${dialect} ${key}`)).toEqual([
      'node node>{id}>cvg[c]>devices>metadata',
      'server_node server_node>{id}>cvg[0]>metadata_devices',
      'server_node server_node>{id}>storage>cvg[c]>metadata_devices',
      'rfc20 cluster>{name}>storage>metadata_devices',
    ]);
    expect(found?.checkedBy).toContain('CDF_DISK_REPEATED');
  });

  test.each([
    ['cluster>srvnode-1>storage>data_devices', 'cluster>{name}>storage>data_devices'],
    ['node>1997>cvg[12]>devices>data[3]', 'node>{id}>cvg[c]>devices>data'],
    [
      'cluster>storage_set[0]>durability>dix>parity',
      'cluster>storage_set[i]>durability>{sns,dix}>parity',
    ],
    ['s3_instances', 'cluster>{name}>s3_instances'],
    ['cortx>hare>hax>endpoints', 'cortx>hare>hax>endpoints'],
  ])('finds the key %s', (topic, key) => {
    expect(
      explain(topic)
        .filter((found) => found.kind === 'key')
        .map((found) => found.topic),
    ).toContain(key);
  });

  test('knows counts, and codes in any case', () => {
    expect(explain('node>x>num_cvg')[0]?.about).toMatch(/^The length of the list next to it/);
    expect(explain('cdf_spare_units')).toMatchObject([
      {
        kind: 'code',
        about: 'spare_units is neither 0 nor equal to parity_units.',
        remedy: expect.stringMatching(/hare-cdf validate FILE$/) as string,
      },
    ]);
  });

  test('says of a key and of a field what may stand there, with the unit and an example', () => {
    expect(explain('cluster>srvnode-1>s3_instances')[0]).toMatchObject({
      type: 'a whole number, at least 0',
      example: 2,
    });
    expect(explain('cluster>storage_set[0]>durability>sns>data')[0]).toMatchObject({
      type: 'a whole number, at least 1',
      example: 4,
    });
    expect(explain('nodes[0].memorysize_mb')[0]).toMatchObject({
      type: expect.stringMatching(/^a number/) as string,
      unit: 'MiB',
    });
    expect(explain('transport_type').map(({ type }) => type)).toContain('libfab or lnet');
    expect(explain('io_disks.data')[0]).toMatchObject({ type: 'a list of maps' });
    expect(explain('data_devices').map(({ type }) => type)).toEqual([
      'a list of text',
      'a list of text',
      'a list of text',
    ]);
  });

  test('the example of every field and key is what its schema takes, and only maps and lists of maps have none', () => {
    const ajv = new Ajv({ schemaId: 'auto', nullable: true });
    const places = [
      ...listFields().map(({ path, json }) => ({ name: path, json })),
      ...dialects.flatMap(({ table, json }) =>
        table.flatMap(({ key }) => ({ name: key, json: schemaOfKey(json, key) })),
      ),
    ];
    let checked = 0;
    for (const { name, json } of places) {
      if (json === undefined) continue;
      const example = exampleOf(name);
      if (example === undefined) expect(describeType(json), name).toMatch(/^a (map|list of maps)$/);
      else {
        checked += 1;
        expect(
          ajv.validate(json, example),
          `${name}: ${JSON.stringify(example)}: ${ajv.errorsText()}`,
        ).toBe(true);
      }
    }
    expect(checked).toBeGreaterThan(60);
  });

  test('suggests the nearest topic', () => {
    expect(() => explain('hostnam')).toThrow(
      expect.objectContaining({ code: 'EXPLAIN_UNKNOWN', hint: 'did you mean hostname?' }) as Error,
    );
  });

  test('explains every field and every key of every dialect', () => {
    for (const field of listFields())
      expect(
        explain(field.path).map((found) => found.topic),
        field.path,
      ).toContain(field.path);
    for (const { key } of dialects.flatMap((dialect) => dialect.table))
      if (key !== '')
        expect(
          explain(key).some((found) => found.topic === key),
          key,
        ).toBe(true);
  });

  test('every value of a dialect table is a field of the CDF', () => {
    const fields = new Set(listFields().map((field) => field.path));
    for (const { value } of dialects.flatMap((dialect) => dialect.table))
      expect(fields.has(value.replace(/\[\d+\]/g, '[]')), value).toBe(true);
  });
});
