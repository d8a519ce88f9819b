import type { ClusterDescription, NodeDescription } from '../../src/model.js';

/** A node with two controllers of three disks each, and confd. */
export function sampleNode(name: string, change: Partial<NodeDescription> = {}): NodeDescription {
  const drive = (path: string): { path: string; sizeBytes: number; blockSizeBytes: number } => ({
    path,
    sizeBytes: 10737418240,
    blockSizeBytes: 4096,
  });
  return {
    hostname: name,
    dataIface: 'eth0',
    dataIfaceIpAddr: `${name}.data`,
    machineId: `id-of-${name}`,
    processorCount: 8,
    memorySizeMb: 15884.5,
    m0Servers: [
      { runsConfd: true, data: [] },
      { data: ['/dev/sdb', '/dev/sdc', '/dev/sdd'].map(drive), metaData: '/dev/sda' },
      {
        data: ['/dev/sdf', '/dev/sdg', '/dev/sdh'].map(drive),
        log: [drive('/dev/sdi')],
        metaData: '/dev/sde',
      },
    ],
    m0Clients: [{ name: 'motr_client', instances: 2 }],
    ...change,
  };
}

/** A valid cluster of three nodes with an sns and a dix pool. */
export function sampleModel(change: Partial<ClusterDescription> = {}): ClusterDescription {
  return {
    nodes: ['srv-1', 'srv-2', 'srv-3'].map((name) => sampleNode(name)),
    pools: [
      { name: 'tier1', type: 'sns', dataUnits: 4, parityUnits: 2, spareUnits: 0 },
      { name: 'kv', type: 'dix', dataUnits: 1, parityUnits: 2, spareUnits: 0 },
    ],
    profiles: [{ name: 'all', pools: ['tier1', 'kv'] }],
    ...change,
  };
}
