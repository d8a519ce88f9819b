import { describe, expect, test } from 'vitest';
import { formatCdf } from '../write-yaml.js';
import { readDialect, type DialectReading } from '../read-dialect.js';
import {
  goldenCases,
  goldenJson,
  goldenSucceeds,
  goldenText,
  without,
  yamlData,
} from '../../tests/support/golden.js';
import { memoryStore } from '../../tests/support/memory-store.js';

const generate = async (name: string, group = 'rfc'): Promise<DialectReading> =>
  readDialect(memoryStore(goldenJson(group, name, 'confstore.json')));
const asData = (reading: DialectReading): Record<string, unknown> =>
  yamlData(formatCdf(reading.model, '2021'));
const isMetaData = (name: string): boolean => name === 'meta_data';

/** Cases that we answer differently, each tested below by its own name. */
const different = [
  '02-string-interfaces',
  '06-empty-devices',
  '07-string-devices',
  '08-missing-hostname',
  'err-04-missing-s3-instances',
];

describe('what Hare made of RFC 20 ConfStores', () => {
  for (const name of goldenCases('rfc').filter((candidate) => !different.includes(candidate))) {
    if (goldenSucceeds('rfc', name)) {
      test(`${name} gives the same CDF, but for the metadata device (D13)`, async () => {
        expect(without(asData(await generate(name)), isMetaData)).toEqual(
          without(yamlData(goldenText('rfc', name, 'expected.cdf.yaml')), isMetaData),
        );
      });
    } else {
      test(`${name} is refused`, async () => {
        await expect(generate(name)).rejects.toMatchObject({ code: 'CONFSTORE_INVALID' });
      });
    }
  }

  test('D4 an interface list that is text with commas gives its first interface', async () => {
    expect((await generate('02-string-interfaces')).model.nodes[0]?.dataIface).toBe('eth3');
  });

  test('D4 a device list that is text gives its devices', async () => {
    expect((await generate('07-string-devices')).model.nodes[0]?.m0Servers[1]?.data).toEqual([
      { path: '/dev/sdc' },
    ]);
  });

  test('an empty device list is refused', async () => {
    await expect(generate('06-empty-devices')).rejects.toMatchObject({
      problems: [{ code: 'KEY_EMPTY', where: { key: 'cluster>srvnode-1>storage>data_devices' } }],
    });
  });

  test('a missing hostname is refused instead of written as None', async () => {
    await expect(generate('08-missing-hostname')).rejects.toMatchObject({
      problems: [{ code: 'KEY_MISSING', where: { key: 'cluster>srvnode-1>hostname' } }],
    });
  });

  test('absent s3_instances are 0', async () => {
    expect((await generate('err-04-missing-s3-instances')).model.nodes[0]?.m0Clients).toEqual([
      { name: 'm0_client_s3', instances: 0 },
      { name: 'm0_client_other', instances: 3 },
    ]);
  });

  test('D13 the metadata device is the first one of the ConfStore and belongs to the IO server only', async () => {
    const [confd, io] = (await generate('01-one-node')).model.nodes[0]?.m0Servers ?? [];
    expect([confd?.metaData, io?.metaData]).toEqual([undefined, '/dev/sdb']);
  });

  test('the very first generator agrees on hostname, disks and clients', async () => {
    const group = 'rfc-first-62dc6867';
    const pick = (cdf: Record<string, unknown>): unknown =>
      (cdf['nodes'] as Record<string, unknown>[]).map((node) => ({
        hostname: node['hostname'],
        clients: node['m0_clients'],
        servers: without(node['m0_servers'], isMetaData),
      }));
    expect(pick(asData(await generate('01-one-node', group)))).toEqual(
      pick(yamlData(goldenText(group, '01-one-node', 'expected.cdf.yaml'))),
    );
  });
});
