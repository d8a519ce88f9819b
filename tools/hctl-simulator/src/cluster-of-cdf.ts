import { readFileSync } from 'node:fs';
import { poolFid, processFid, profileFid } from './fids.js';
import { Refusal } from './refusal.js';
import type { SimulatedCluster, SimulatedDevice, SimulatedService } from './simulated-cluster.js';

interface RawServer {
  readonly runs_confd?: boolean | null;
  readonly io_disks?: { readonly data?: readonly (string | { readonly path: string })[] | null; readonly meta_data?: string | null } | null;
}

interface RawNode {
  readonly hostname?: string;
  readonly m0_servers?: readonly RawServer[] | null;
  readonly m0_clients?: Readonly<Record<string, number>> | readonly { readonly name: string; readonly instances: number }[] | null;
}

interface RawCdf {
  readonly nodes?: readonly RawNode[];
  readonly pools?: readonly { readonly name: string; readonly type?: string | null }[];
  readonly profiles?: readonly { readonly name: string; readonly pools: readonly string[] }[] | null;
}

/** The cluster that hctl would make of a CDF; read on its own, without the code under test. @throws Refusal */
export async function clusterOfCdf(file: string): Promise<SimulatedCluster> {
  const { load, CORE_SCHEMA } = await import('js-yaml');
  let cdf: RawCdf | null | undefined;
  try {
    cdf = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as RawCdf | null | undefined;
  } catch (error) {
    throw new Refusal(`cannot read CDF ${file}: ${(error as Error).message}`);
  }
  if (!Array.isArray(cdf?.nodes) || !Array.isArray(cdf.pools)) throw new Refusal(`CDF ${file} has no nodes or no pools`);
  return clusterOf(cdf);
}

function clusterOf(cdf: RawCdf): SimulatedCluster {
  let key = 0;
  const nodes = (cdf.nodes ?? []).map((node, index) => {
    const name = node.hostname ?? `node-${index}`;
    const process = (names: readonly string[], port: number, runs = true): SimulatedService[] => {
      const fid = processFid(key++);
      return names.map((service) => ({ name: service, fid, ep: `inet:tcp:${name}@${port}`, runs }));
    };
    // The order in which Motr numbers processes.
    const services = [...process(['hax'], 22001), ...(node.m0_servers ?? []).flatMap((server, at) => process(namesOf(server), 21001 + at)), ...clientsOf(node).flatMap(([client, runs], at) => process([client], 22501 + at, runs))];
    return { name, services, devices: (node.m0_servers ?? []).flatMap(devicesOf) };
  });
  const pools = (cdf.pools ?? []).filter(({ type }) => (type ?? 'sns') === 'sns').map(({ name }, index) => ({ fid: poolFid(index), name }));
  const profiles = cdf.profiles ?? [{ name: 'default', pools: pools.map((pool) => pool.name) }];
  return { nodes, pools, profiles: profiles.map(({ name, pools: of }, index) => ({ fid: profileFid(index), name, pools: of })) };
}

const dataOf = (server: RawServer): readonly string[] => (server.io_disks?.data ?? []).map((disk) => (typeof disk === 'string' ? disk : disk.path));

function namesOf(server: RawServer): readonly string[] {
  return [...(server.runs_confd === true ? ['confd'] : []), ...(dataOf(server).length > 0 ? ['ioservice'] : [])];
}

function devicesOf(server: RawServer): readonly SimulatedDevice[] {
  const data = dataOf(server);
  if (data.length === 0) return [];
  return [...data.map((path) => ({ path, holds: 'data' as const })), { path: server.io_disks?.meta_data ?? '/dev/null', holds: 'metadata' as const }];
}

/** Every client process: its name in the status, and whether it runs by itself. */
function clientsOf({ m0_clients: clients }: RawNode): readonly (readonly [string, boolean])[] {
  const entries = Array.isArray(clients) ? (clients as readonly { name: string; instances: number }[]).map(({ name, instances }) => [name, instances] as const) : Object.entries(clients ?? {}).map(([name, instances]) => [`m0_client_${name}`, instances as number] as const);
  return entries.flatMap(([name, instances]) => Array.from({ length: instances }, () => [name === 'm0_client_s3' ? 's3server' : name, ['m0_client_s3', 'rgw_s3', 's3'].includes(name)] as const));
}
