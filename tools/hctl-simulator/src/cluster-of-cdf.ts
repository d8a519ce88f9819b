import { readFileSync } from 'node:fs';
import type { ClusterDescription, M0ServerDescription, NodeDescription } from '@hare/cdf';
import { poolFid, processFid, profileFid } from './fids.js';
import { Refusal } from './refusal.js';
import type { SimulatedCluster, SimulatedDevice, SimulatedService } from './simulated-cluster.js';

/**
 * The cluster that hctl would make of a CDF of either format. What it makes of the description is
 * its own work, not that of the code under test. @throws Refusal
 */
export async function clusterOfCdf(file: string): Promise<SimulatedCluster> {
  const { parseCdf } = await import('@hare/cdf');
  try {
    return clusterOf((await parseCdf(readFileSync(file, 'utf8'), file)).model);
  } catch (error) {
    throw new Refusal(`cannot read CDF ${file}: ${(error as Error).message}`);
  }
}

function clusterOf(cdf: ClusterDescription): SimulatedCluster {
  let key = 0;
  const nodes = cdf.nodes.map((node) => {
    const name = node.hostname;
    const process = (
      names: readonly string[],
      port: number,
      kind: SimulatedService['kind'] = 'server',
    ): SimulatedService[] => {
      const fid = processFid(key++);
      return names.map((service) => ({ name: service, fid, ep: `inet:tcp:${name}@${port}`, kind }));
    };
    // The order in which Motr numbers processes.
    const services = [
      ...process(['hax'], 22001),
      ...node.m0Servers.flatMap((server, at) => process(namesOf(server), 21001 + at)),
      ...clientsOf(node).flatMap(([client, kind], at) => process([client], 22501 + at, kind)),
    ];
    return { name, services, devices: node.m0Servers.flatMap(devicesOf) };
  });
  const pools = cdf.pools
    .filter(({ type = 'sns' }) => type === 'sns')
    .map(({ name }, index) => ({ fid: poolFid(index), name }));
  const profiles = cdf.profiles ?? [{ name: 'default', pools: pools.map((pool) => pool.name) }];
  return {
    nodes,
    pools,
    profiles: profiles.map(({ name, pools: of }, index) => ({
      fid: profileFid(index),
      name,
      pools: of,
    })),
  };
}

function namesOf(server: M0ServerDescription): readonly string[] {
  return [
    ...(server.runsConfd === true ? ['confd'] : []),
    ...(server.data.length > 0 ? ['ioservice'] : []),
  ];
}

function devicesOf({ data, metaData }: M0ServerDescription): readonly SimulatedDevice[] {
  if (data.length === 0) return [];
  return [
    ...data.map(({ path }) => ({ path, holds: 'data' as const })),
    { path: metaData ?? '/dev/null', holds: 'metadata' as const },
  ];
}

/** Every client process: its name in the status, and its kind. */
function clientsOf({
  m0Clients,
}: NodeDescription): readonly (readonly [string, SimulatedService['kind']])[] {
  return m0Clients.flatMap(({ name, instances }) =>
    Array.from(
      { length: instances },
      () =>
        [
          name === 'm0_client_s3' ? 's3server' : name,
          ['m0_client_s3', 'rgw_s3', 's3'].includes(name) ? 'client' : 'slot',
        ] as const,
    ),
  );
}
