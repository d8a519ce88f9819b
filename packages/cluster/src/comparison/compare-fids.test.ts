import { generateMotrConfig } from '@hare/cfgen';
import type { ClusterStatus } from '@hare/hctl';
import { expect, test } from 'vitest';
import { compareFids } from './compare-fids.js';

const config = generateMotrConfig({
  nodes: [
    {
      hostname: 'Node-1',
      dataIface: 'eth0',
      dataIfaceIpAddr: '10.0.0.1',
      processorCount: 4,
      memorySizeMb: 8000,
      m0Servers: [
        { runsConfd: true, data: [] },
        {
          data: [{ path: '/dev/sdb', sizeBytes: 1e9, blockSizeBytes: 4096 }],
          metaData: '/dev/sdc',
        },
      ],
      m0Clients: [
        { name: 'm0_client_s3', instances: 1 },
        { name: 'm0_client_other', instances: 2 },
      ],
    },
  ],
  pools: [{ name: 'the pool', dataUnits: 1, parityUnits: 0 }],
});
const process = (key: number): string => `0x7200000000000001:0x${key.toString(16)}`;
const service = (name: string, key: number): ClusterStatus['nodes'][number]['svcs'][number] => ({
  name,
  fid: process(key),
  status: 'started',
});

function status(...svcs: ReturnType<typeof service>[]): ClusterStatus {
  return {
    nodes: [{ name: 'node-1', svcs }],
    pools: [{ name: 'the pool', fid: '0x6f00000000000001:0x0' }],
    profiles: [{ name: 'default', fid: '0x7000000000000001:0x0', pools: [] }],
  };
}

test('fids of the configuration agree, whatever hctl calls the clients', () => {
  expect(
    compareFids(
      config,
      status(
        service('hax', 0),
        service('confd', 1),
        service('ioservice', 2),
        service('s3server', 3),
        service('m0_client', 4),
        service('m0_client_other', 5),
      ),
    ),
  ).toEqual([]);
});

test('every other fid is told, with those that would be right', () => {
  const other = status(service('hax', 7), service('m0_client_other', 2), service('unknown', 9));
  expect(
    compareFids(config, { ...other, pools: [{ name: 'the pool', fid: '0x6f00000000000001:0x9' }] }),
  ).toEqual([
    'node-1: service hax has fid 0x7200000000000001:0x7, expected 0x7200000000000001:0x0',
    'node-1: service m0_client_other has fid 0x7200000000000001:0x2, expected 0x7200000000000001:0x4 or 0x7200000000000001:0x5',
    'pool the pool has fid 0x6f00000000000001:0x9, expected 0x6f00000000000001:0x0',
  ]);
});
