import type { ClusterView, ControllerView, EnclosureView, PoolView } from '../../src/index.js';

const gib = 1024 ** 3;

/** A controller with disks of 10 GiB and a metadata device. */
export function sampleController(
  disks: readonly string[],
  metaData: string,
  log: readonly string[] = [],
): ControllerView {
  const drive = (pool: number | undefined) => (path: string) => ({ path, bytes: 10 * gib, pool });
  return {
    data: disks.map(drive(0)),
    log: log.map(drive(undefined)),
    metaData: { path: metaData, bytes: undefined, pool: 1 },
  };
}

/** A node with two controllers of three disks each, and confd. */
export function sampleEnclosure(
  hostname: string,
  change: Partial<EnclosureView> = {},
): EnclosureView {
  return {
    hostname,
    confd: true,
    clients: [{ name: 'motr_client', instances: 2 }],
    controllers: [
      sampleController(['/dev/sdb', '/dev/sdc', '/dev/sdd'], '/dev/sda'),
      sampleController(['/dev/sdf', '/dev/sdg', '/dev/sdh'], '/dev/sde', ['/dev/sdi']),
    ],
    bytes: 60 * gib,
    ...change,
  };
}

export const tier1: PoolView = {
  name: 'tier1',
  type: 'sns',
  layout: '4+2+0',
  drives: 18,
  nodes: 3,
  tolerates: { nodes: 1, controllers: 1, disks: 2 },
  usableBytes: 120 * gib,
};

const kv: PoolView = {
  name: 'kv',
  type: 'dix',
  layout: '1+2+0',
  drives: 6,
  nodes: 3,
  tolerates: { nodes: 2, controllers: 2, disks: 2 },
  usableBytes: undefined,
};

/** Three nodes with an sns and a dix pool. */
export function sampleView(change: Partial<ClusterView> = {}): ClusterView {
  const enclosures =
    change.enclosures ?? ['srv-1', 'srv-2', 'srv-3'].map((name) => sampleEnclosure(name));
  const controllers = enclosures.flatMap((enclosure) => enclosure.controllers);
  return {
    enclosures,
    pools: [tier1, kv],
    controllers: controllers.length,
    disks: controllers.flatMap((controller) => controller.data).length,
    bytes: controllers.flatMap((controller) => controller.data).length * 10 * gib,
    ...change,
  };
}
