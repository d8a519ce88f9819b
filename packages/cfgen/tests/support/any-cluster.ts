import {
  type ClusterDescription,
  type DiskRef,
  type DriveDescription,
  type M0ClientDescription,
  type M0ServerDescription,
  type NodeDescription,
  type PoolDescription,
  isError,
  validateCdf,
} from '@hare/cdf';
import fc from 'fast-check';

type Draw = fc.GeneratorValue;

const pick = <T>(g: Draw, ...items: readonly T[]): T =>
  items[g(fc.nat, { max: items.length - 1 })] as T;

/** Valid clusters of 1–40 nodes with 1–6 CVGs of 0–24 disks and any pools. */
export function anyCluster(): fc.Arbitrary<ClusterDescription> {
  return fc.gen().map(drawCluster);
}

function drawCluster(g: Draw): ClusterDescription {
  const int = (min: number, max: number): number => g(fc.integer, { min, max });
  const count = g(fc.boolean) ? int(1, 4) : int(1, 40);
  // Clusters of many nodes with many disks are slow to compare drive by drive, and show nothing
  // that smaller ones do not.
  const mostDisks = count > 10 ? 3 : 24;
  const nodes = Array.from({ length: count }, (_, position) =>
    drawNode(g, position, position === 0 || int(0, 4) > 0, mostDisks),
  );
  const pools = drawPools(g, nodes);
  const clientOf = nodes.find(({ m0Clients }) =>
    m0Clients.some(({ name, instances }) => name !== 'm0_client_s3' && instances > 0),
  );
  const cluster: ClusterDescription = {
    nodes,
    pools,
    generateFormulaicPvers: g(fc.boolean),
    createAux: false,
    profiles: g(fc.boolean)
      ? undefined
      : [
          { name: 'all', pools: pools.map(({ name }) => name) },
          { name: 'one', pools: [pools[0]?.name ?? ''] },
        ],
    fdmiFilters:
      clientOf === undefined || g(fc.boolean)
        ? undefined
        : [
            {
              name: 'filter',
              node: clientOf.hostname,
              clientIndex: 0,
              substrings: ['Bucket', 'Key'],
            },
          ],
  };
  const withAux = { ...cluster, createAux: true };
  return count <= 10 && g(fc.boolean) && isValid(withAux) ? withAux : cluster;
}

/** True when validation has nothing against a cluster. */
export function isValid(cluster: ClusterDescription): boolean {
  return !validateCdf(cluster).some(isError);
}

function drawNode(g: Draw, position: number, hasData: boolean, mostDisks: number): NodeDescription {
  const int = (min: number, max: number): number => g(fc.integer, { min, max });
  const transportType = pick(g, 'libfab' as const, 'lnet' as const, undefined);
  const confd: M0ServerDescription = { runsConfd: true, data: [] };
  const cvgs = hasData
    ? Array.from({ length: int(1, 6) }, (_, cvg) => drawServer(g, cvg, mostDisks)).filter(
        ({ data }) => data.length > 0,
      )
    : [];
  const first: M0ServerDescription = {
    data: [{ path: '/dev/first', sizeBytes: 2 ** 30, blockSizeBytes: 4096 }],
    metaData: '/dev/firstmeta',
  };
  const io = position === 0 && cvgs.length === 0 ? [first] : cvgs;
  const runsConfd = position === 0 || (hasData && g(fc.boolean));
  const servers = !runsConfd
    ? io
    : g(fc.boolean)
      ? [confd, ...io]
      : io.length > 0 && g(fc.boolean)
        ? io.map((server, index) => (index === 0 ? { ...server, runsConfd: true } : server))
        : [...io, confd];
  const clients = drawClients(g);
  return {
    hostname: `node-${position}`,
    dataIface: 'eth1',
    dataIfaceType: pick(g, 'tcp' as const, 'o2ib' as const, undefined),
    dataIfaceIpAddr: g(fc.boolean)
      ? `10.0.${Math.floor(position / 250)}.${position + 1}`
      : undefined,
    transportType,
    machineId: g(fc.boolean) ? position.toString(16).padStart(32, '0') : undefined,
    processorCount: int(1, 16),
    memorySizeMb: int(1, 100_000) / 4 + 1,
    m0Servers: servers,
    m0Clients:
      servers.length > 0 || clients.some(({ instances }) => instances > 0)
        ? clients
        : [{ name: 'm0_client_other', instances: 1 }],
    networkPorts: g(fc.boolean)
      ? undefined
      : {
          hax: 30_000,
          haxHttp: 30_100,
          m0Server: [
            { name: 'ios', port: 31_000 },
            { name: 'confd', port: int(31_000, 31_001) === 31_000 ? 31_000 : 31_500 },
          ],
          m0ClientOther: [{ name: 'rgw', port: 32_000 }],
        },
  };
}

function drawServer(g: Draw, cvg: number, mostDisks: number): M0ServerDescription {
  const int = (min: number, max: number): number => g(fc.integer, { min, max });
  const drive = (name: string): DriveDescription => ({
    path: `/dev/${name}`,
    sizeBytes: int(2 ** 27, 2 ** 40),
    blockSizeBytes: 4096,
  });
  const letter = String.fromCharCode(97 + cvg);
  return {
    runsConfd: g(fc.boolean) ? undefined : false,
    data: Array.from({ length: int(0, mostDisks) }, (_, disk) => drive(`data$${letter}${disk}`)),
    log: g(fc.boolean) ? undefined : [drive(`log${letter}`)],
    metaData: g(fc.boolean) ? undefined : `/dev/meta${letter}`,
  };
}

function drawClients(g: Draw): M0ClientDescription[] {
  return ['m0_client_s3', 'm0_client_other', 'rgw'].flatMap((name) =>
    g(fc.boolean) ? [] : [{ name, instances: g(fc.integer, { min: 0, max: 3 }) }],
  );
}

function drawPools(g: Draw, nodes: readonly NodeDescription[]): PoolDescription[] {
  const int = (min: number, max: number): number => g(fc.integer, { min, max });
  const refs: DiskRef[] = nodes.flatMap(({ hostname, m0Servers }) =>
    m0Servers.flatMap(({ data }) => data.map(({ path }) => ({ path, node: hostname }))),
  );
  const shares = g(fc.boolean)
    ? [undefined]
    : split(refs, int(1, Math.min(3, refs.length)), g(fc.boolean));
  const sns = shares.map((share, index) => {
    const width = (share ?? refs).length;
    const parityUnits = int(0, Math.min(4, Math.floor((width - 1) / 2)));
    const spareUnits = pick(g, undefined, 0, parityUnits);
    const dataUnits = int(1, width - parityUnits - (spareUnits ?? parityUnits));
    const limited = {
      site: 0,
      rack: 0,
      encl: 0,
      ctrl: int(0, parityUnits),
      disk: int(0, parityUnits),
    };
    return {
      name: `sns ${index}`,
      type: g(fc.boolean) ? undefined : ('sns' as const),
      dataUnits,
      parityUnits,
      spareUnits,
      diskRefs: share,
      allowedFailures: g(fc.boolean) ? undefined : limited,
    };
  });
  const controllers = nodes.reduce(
    (sum, { m0Servers }) => sum + m0Servers.filter(({ data }) => data.length > 0).length,
    0,
  );
  const others = (['dix', 'md'] as const).flatMap((type) =>
    g(fc.boolean)
      ? []
      : [{ name: `the ${type}`, type, dataUnits: 1, parityUnits: int(0, controllers - 1) }],
  );
  return g(fc.boolean) ? [...sns, ...others] : [...others, ...sns];
}

/**
 * Deals the items out to `count` hands: in runs, or in turn so that every hand is on many nodes.
 */
function split<T>(items: readonly T[], count: number, inTurn: boolean): T[][] {
  const size = Math.ceil(items.length / count);
  const hands = Array.from({ length: count }, (_, hand) =>
    items.filter((_item, index) => (inTurn ? index % count : Math.floor(index / size)) === hand),
  );
  return hands.filter((hand) => hand.length > 0);
}
