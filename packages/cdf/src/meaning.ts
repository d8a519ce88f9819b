import { createHash } from 'node:crypto';
import type {
  AllowedFailures,
  ClusterDescription,
  FdmiFilterDescription,
  M0ServerDescription,
  NodeDescription,
  PoolDescription,
} from './model.js';
import { poolLayout } from './pool-tolerance.js';
import { basePort } from './port-ranges.js';

/** A scalar of a cluster's meaning; `null` is "not said". */
export type Meant = string | number | boolean | null;
/** Fields by their CDF names. */
export type MeantFields = Readonly<Record<string, Meant>>;

/**
 * What a description means: defaults filled in, everything by its name, in the order that decides
 * about fids.
 */
export interface ClusterMeaning {
  readonly settings: MeantFields;
  readonly nodes: ReadonlyMap<string, MeantNode>;
  readonly pools: ReadonlyMap<string, MeantPool>;
  readonly profiles: ReadonlyMap<string, readonly string[]>;
  readonly filters: ReadonlyMap<string, MeantFields>;
}

export interface MeantNode {
  readonly fields: MeantFields;
  /** Devices by path: what they are for, which server (controller) has them, size. */
  readonly disks: ReadonlyMap<string, MeantFields>;
}

export interface MeantPool {
  readonly fields: MeantFields;
  /** `path` or `path of host`. */
  readonly disks: readonly string[];
}

/** Fields that facts gathering fills in: they may differ while the cluster is the same. */
export const factFields: ReadonlySet<string> = new Set([
  'processorcount',
  'memorysize_mb',
  'node_group',
  'size',
  'blksize',
]);

/** The meaning of a model. */
export function meaningOf(model: ClusterDescription): ClusterMeaning {
  return {
    settings: {
      create_aux: model.createAux ?? false,
      generate_formulaic_pvers: model.generateFormulaicPvers ?? false,
    },
    nodes: new Map(
      model.nodes.map((node) => [
        node.hostname,
        { fields: nodeFields(node), disks: disksOf(node) },
      ]),
    ),
    pools: new Map(
      model.pools.map((pool) => [
        pool.name,
        {
          fields: poolFields(pool),
          disks: (pool.diskRefs ?? []).map((ref) =>
            ref.node === undefined ? ref.path : `${ref.path} of ${ref.node}`,
          ),
        },
      ]),
    ),
    profiles: new Map(
      (
        model.profiles ?? [
          {
            name: 'default',
            pools: model.pools
              .filter((pool) => (pool.type ?? 'sns') === 'sns')
              .map((pool) => pool.name),
          },
        ]
      ).map((profile) => [profile.name, profile.pools]),
    ),
    filters: new Map(
      (model.fdmiFilters ?? []).map((filter) => [filter.name, filterFields(filter)]),
    ),
  };
}

function nodeFields(node: NodeDescription): MeantFields {
  const { networkPorts: ports } = node;
  const portOf = (kind: 'hax' | 'haxHttp' | 'confd' | 'ios'): number => basePort(ports, { kind });
  const clients = new Map<string, number>();
  for (const { name, instances } of node.m0Clients)
    if (instances > 0) clients.set(name, (clients.get(name) ?? 0) + instances);
  const hasServers = node.m0Servers.length > 0;
  return {
    machine_id: node.machineId ?? null,
    node_group: node.nodeGroup ?? null,
    processorcount: node.processorCount ?? null,
    memorysize_mb: node.memorySizeMb ?? null,
    data_iface: node.dataIface,
    data_iface_type: node.dataIfaceType ?? 'tcp',
    data_iface_ip_addr: node.dataIfaceIpAddr ?? null,
    transport_type: node.transportType ?? 'libfab',
    servers: node.m0Servers.map(serverKind).join(', '),
    'port of hax': portOf('hax'),
    'port of hax_http': portOf('haxHttp'),
    ...(hasServers ? { 'port of confd': portOf('confd'), 'port of ios': portOf('ios') } : {}),
    clients: [...clients].map(([name, instances]) => `${instances} ${name}`).join(', '),
    ...Object.fromEntries(
      [...clients.keys()].map((name) => [
        `port of ${name}`,
        basePort(ports, { kind: 'client', name }),
      ]),
    ),
  };
}

function serverKind(server: M0ServerDescription): string {
  const io = server.data.length > 0 ? 'ios' : '';
  return server.runsConfd === true ? `confd${io === '' ? '' : `+${io}`}` : io;
}

function disksOf(node: NodeDescription): ReadonlyMap<string, MeantFields> {
  const disks = new Map<string, MeantFields>();
  let controller = 0;
  for (const server of node.m0Servers) {
    if (server.data.length === 0) continue;
    for (const [use, drives] of [
      ['data', server.data],
      ['log', server.log ?? []],
    ] as const) {
      for (const drive of drives)
        disks.set(drive.path, {
          use,
          controller,
          size: drive.sizeBytes ?? null,
          blksize: drive.blockSizeBytes ?? null,
        });
    }
    if (server.metaData !== undefined) disks.set(server.metaData, { use: 'meta_data', controller });
    controller += 1;
  }
  return disks;
}

function poolFields(pool: PoolDescription): MeantFields {
  const { n, k, s } = poolLayout(pool);
  return {
    type: pool.type ?? 'sns',
    data_units: n,
    parity_units: k,
    spare_units: s,
    allowed_failures: pool.allowedFailures === undefined ? null : failures(pool.allowedFailures),
  };
}

function failures({ site, rack, encl, ctrl, disk }: AllowedFailures): string {
  return `site ${site} rack ${rack} encl ${encl} ctrl ${ctrl} disk ${disk}`;
}

function filterFields(filter: FdmiFilterDescription): MeantFields {
  return {
    node: filter.node,
    client_index: filter.clientIndex,
    substrings: JSON.stringify(filter.substrings ?? []),
  };
}

export interface DigestOptions {
  /**
   * Leave out what facts gathering fills in (cores, memory, device sizes, node groups). Default:
   * false.
   */
  readonly withoutFacts?: boolean;
}

/**
 * A sha256 of what a description means, in hex: the same for both formats, spelled-out defaults and
 * any layout of the file; different as soon as nodes, disks, pools or their order differ.
 */
export function cdfDigest(model: ClusterDescription, options: DigestOptions = {}): string {
  const text = JSON.stringify(meaningOf(model), (name, value: unknown) => {
    if (options.withoutFacts === true && factFields.has(name)) return undefined;
    return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value;
  });
  return createHash('sha256').update(text).digest('hex');
}
