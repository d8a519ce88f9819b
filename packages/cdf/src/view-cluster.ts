import type {
  ClusterView,
  ControllerView,
  DriveView,
  EnclosureView,
  PoolView,
} from '@hare/drawing';
import type { ClusterDescription, DriveDescription, NodeDescription } from './model.js';
import { poolDrives } from './pool-drives.js';
import { poolLayout, computedTolerance, drivesPerNode } from './pool-tolerance.js';

/** Gathers what is shown of a model. */
export function viewCluster(model: ClusterDescription): ClusterView {
  const drives = poolDrives(model);
  const owner = new Map<string, number>();
  const pools = model.pools.map((pool, p): PoolView => {
    const places = drives.of(pool);
    for (const { node, server, drive } of pool.type === 'md' ? [] : places) {
      const key = `${node}/${server}/${drive}`;
      if (!owner.has(key)) owner.set(key, p);
    }
    const { n, k, s } = poolLayout(pool);
    const failures = pool.allowedFailures ?? computedTolerance(pool, places);
    const raw = sum(
      places.map(({ node, server, drive }) =>
        drive === 'meta' ? undefined : model.nodes[node]?.m0Servers[server]?.data[drive]?.sizeBytes,
      ),
    );
    return {
      name: pool.name,
      type: pool.type ?? 'sns',
      layout: `${n}+${k}+${s}`,
      drives: places.length,
      nodes: drivesPerNode(places).size,
      tolerates: { nodes: failures.encl, controllers: failures.ctrl, disks: failures.disk },
      usableBytes:
        pool.type === 'dix' || pool.type === 'md' || raw === undefined
          ? undefined
          : Math.floor((raw * n) / (n + k + s)),
    };
  });
  const enclosures = model.nodes.map((node, i) =>
    viewEnclosure(node, (server, drive) => owner.get(`${i}/${server}/${drive}`)),
  );
  const controllers = enclosures.flatMap((enclosure) => enclosure.controllers);
  const disks = controllers.flatMap((controller) => controller.data);
  return {
    enclosures,
    pools,
    controllers: controllers.length,
    disks: disks.length,
    bytes: sum(disks.map((drive) => drive.bytes)),
  };
}

function viewEnclosure(
  node: NodeDescription,
  poolOf: (server: number, drive: number | 'meta') => number | undefined,
): EnclosureView {
  const view = (drive: DriveDescription, pool: number | undefined): DriveView => ({
    path: drive.path,
    bytes: drive.sizeBytes,
    pool,
  });
  const controllers = node.m0Servers.flatMap((server, s): readonly ControllerView[] =>
    server.data.length === 0
      ? []
      : [
          {
            data: server.data.map((drive, d) => view(drive, poolOf(s, d))),
            log: (server.log ?? []).map((drive) => view(drive, undefined)),
            metaData:
              server.metaData === undefined
                ? undefined
                : { path: server.metaData, bytes: undefined, pool: poolOf(s, 'meta') },
          },
        ],
  );
  return {
    hostname: node.hostname,
    confd: node.m0Servers.some((server) => server.runsConfd === true),
    clients: node.m0Clients.filter((client) => client.instances > 0),
    controllers,
    bytes: sum(controllers.flatMap((controller) => controller.data.map((drive) => drive.bytes))),
    ...(node.nodeGroup === undefined ? {} : { storageSet: node.nodeGroup }),
  };
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}
