import { describe, expect, test } from 'vitest';
import {
  goldenCases,
  goldenJson,
  goldenSucceeds,
  goldenText,
  without,
  yamlData,
} from '../../tests/support/golden.js';
import { memoryStore } from '../../tests/support/memory-store.js';
import { formatCdf } from '../write-yaml.js';
import { readDialect, type DialectReading } from '../read-dialect.js';

const march = 'server_node-f2d664c6';
const august = 'server_node-02404d45';
const generate = (group: string, name: string): Promise<DialectReading> =>
  readDialect(memoryStore(goldenJson(group, name, 'confstore.json')));
const asData = (reading: DialectReading): Record<string, unknown> =>
  yamlData(formatCdf(reading.model, reading.format));

describe('what Hare made of ConfStores of March 2021', () => {
  const drop = (name: string): boolean =>
    name === 'meta_data' || name === 'disk_refs' || name === 'spare_units';
  for (const name of goldenCases(march)) {
    if (goldenSucceeds(march, name)) {
      test(`${name} gives the same CDF, but for the metadata device (D13), spare_units and the nodes of disk_refs`, async () => {
        expect(without(asData(await generate(march, name)), drop)).toEqual(
          without(yamlData(goldenText(march, name, 'expected.cdf.yaml')), drop),
        );
      });
    } else {
      test(`${name} is refused`, async () => {
        await expect(generate(march, name)).rejects.toMatchObject({ code: 'CONFSTORE_INVALID' });
      });
    }
  }

  test('disk_refs name hostnames instead of machine-ids, and spare_units is written', async () => {
    const { model } = await generate(march, '03-two-sets-o2ib');
    expect(
      model.pools.map(({ name, spareUnits, diskRefs }) => ({ name, spareUnits, diskRefs })),
    ).toEqual([
      {
        name: 'storage1',
        spareUnits: 0,
        diskRefs: [
          { path: '/dev/sdb', node: 'srvnode-1.example.com' },
          { path: '/dev/sdc', node: 'srvnode-1.example.com' },
        ],
      },
      {
        name: 'storage2',
        spareUnits: 0,
        diskRefs: [
          { path: '/dev/sdb', node: 'srvnode-2.example.com' },
          { path: '/dev/sdc', node: 'srvnode-2.example.com' },
        ],
      },
    ]);
  });

  test('D13 the metadata device is the first of the ConfStore and belongs to the IO server only', async () => {
    const { model } = await generate(march, '01-one-node');
    expect(model.nodes[0]?.m0Servers.map((server) => server.metaData)).toEqual([
      undefined,
      '/dev/sdm',
    ]);
  });

  test('runs_confd is left out where it is not true', async () => {
    expect(formatCdf((await generate(march, '01-one-node')).model, '2021')).not.toContain(
      'runs_confd: false',
    );
  });
});

describe('what Hare made of ConfStores of August 2021', () => {
  const isMetaData = (name: string): boolean => name === 'meta_data';
  for (const name of goldenCases(august).filter(
    (candidate) => candidate !== 'err-03-missing-key',
  )) {
    if (goldenSucceeds(august, name)) {
      test(`${name} gives the same CDF, but for the metadata device (D13)`, async () => {
        expect(without(asData(await generate(august, name)), isMetaData)).toEqual(
          without(yamlData(goldenText(august, name, 'expected.cdf.yaml')), isMetaData),
        );
      });
    } else {
      test(`${name} is refused`, async () => {
        await expect(generate(august, name)).rejects.toMatchObject({ code: 'CONFSTORE_INVALID' });
      });
    }
  }

  test('absent s3_instances are 0', async () => {
    expect((await generate(august, 'err-03-missing-key')).model.nodes[0]?.m0Clients).toEqual([
      { name: 'm0_client_s3', instances: 0 },
      { name: 'm0_client_other', instances: 2 },
    ]);
  });

  test('D13 metadata devices come from the ConfStore', async () => {
    const { model } = await generate(august, '01-one-node-sns-only');
    expect(model.nodes[0]?.m0Servers.map((server) => server.metaData)).toEqual([
      '/dev/sdd',
      '/dev/sdj',
      undefined,
    ]);
  });

  test('too few devices are reported at the layout that needs them', async () => {
    await expect(generate(august, 'err-01-too-few-devices')).rejects.toMatchObject({
      problems: [
        {
          code: 'CDF_TOO_FEW_DISKS',
          where: { key: 'cluster>c-0001>storage_set[0]>durability>sns>data' },
        },
      ],
    });
  });
});
