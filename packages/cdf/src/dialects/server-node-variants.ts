import { type Cursor, type Path, readSection } from '@hare/base/schema';
import type { ClusterDescription, M0ServerDescription } from '../model.js';
import { checkCount } from './count.js';
import {
  augustCluster,
  augustService,
  augustStorage,
  marchSet,
  marchStorage,
  siteKeys,
  type ServerCvg,
} from './server-node-keys.js';
import { keyInNode, membersOf, type ServerMachine } from './server-node-machines.js';
import { isOneLayout, storagePools, type StorageSet } from './storage-sets.js';

type SetKeys = Omit<StorageSet, 'nodes'> & { readonly members: readonly string[] };

/** What differs between the two variants of `server_node`. */
export interface Variant {
  readonly readSets: (cluster: Cursor) => readonly SetKeys[];
  readonly readCvgs: (machine: Cursor) => readonly ServerCvg[];
  /** Its m0_servers, from one for each CVG. */
  readonly withConfd: (
    servers: readonly M0ServerDescription[],
    confd: M0ServerDescription,
  ) => readonly M0ServerDescription[];
  /** The path of the CVG that an m0_server represents; undefined if there is none. */
  readonly cvgOf: (server: number) => Path | undefined;
  /** How many other clients each node has. */
  readonly readOthers: (root: Cursor) => number;
  /** The path of that number. */
  readonly others?: Path;
}

/** March 2021: one CVG counts, and a storage set is a pool. */
export const march: Variant = {
  readSets: (cluster) =>
    readSetPlaces(cluster).map((at) => {
      const { name, server_nodes: members, durability } = readSection(marchSet, at);
      return { at, name, members, sns: durability, dix: undefined, isFlat: true, isPool: true };
    }),
  readCvgs(at) {
    const { cvg } = marchStorage.read(at);
    if (cvg.length > 1)
      at.child('cvg').warn(
        'CVGS_IGNORED',
        `has ${cvg.length} CVGs, of which this generation uses the first`,
        'use a ConfStore of a later generation for several CVGs',
      );
    return cvg.slice(0, 1);
  },
  withConfd: (servers, confd) => [confd, ...servers],
  cvgOf: (server) => (server === 1 ? ['cvg', 0] : undefined),
  readOthers: () => 3,
};

const clientInstances: Path = ['cortx', 'software', 'motr', 'service', 'client_instances'];

/** August 2021: every CVG has its m0_server, and storage sets have pools for data and for keys. */
export const august: Variant = {
  readSets(clusterAt) {
    const { site, storage_set } = readSection(augustCluster, clusterAt);
    checkCount(
      clusterAt.child('site'),
      { ...site, storage_set },
      'storage_set_count',
      'storage_set',
    );
    return storage_set.map(({ name, server_nodes: members, durability }, i) => {
      const at = clusterAt.at('storage_set', i);
      const { sns, dix } = durability;
      return { at, name, members, sns, dix, isFlat: isOneLayout(at.child('durability')) };
    });
  },
  readCvgs(at) {
    const storage = at.child('storage');
    const keys = readSection(augustStorage, storage);
    checkCount(storage, keys, 'cvg_count', 'cvg');
    return keys.cvg;
  },
  withConfd: (servers, confd) => [
    ...servers.map((server) => ({ ...server, runsConfd: false })),
    confd,
  ],
  cvgOf: (server) => ['storage', 'cvg', server],
  readOthers: (root) =>
    readSection(augustService, root.at(...clientInstances.slice(0, -1))).client_instances ?? 2,
  others: clientInstances,
};

/** The description and keys of a ConfStore of a variant. */
export function readVariant(
  variant: Variant,
  root: Cursor,
  cluster: Cursor,
  machines: readonly ServerMachine[],
): { readonly model: ClusterDescription; readonly keyOf: (path: Path) => Path } {
  const setKeys = variant.readSets(cluster);
  const others = variant.readOthers(root);
  const cvgs = new Map(machines.map((machine) => [machine, variant.readCvgs(machine.at)]));
  const byId = new Map(machines.map((machine) => [machine.machineId, machine]));
  const sets = setKeys.map((set): StorageSet => ({
    ...set,
    nodes: membersOf(set.at.child('server_nodes'), set.members, byId).map((machine) => ({
      hostname: machine.node.hostname,
      cvgs: (cvgs.get(machine) ?? []).map(({ data_devices: data, metadata_devices: metadata }) => ({
        data,
        metadata: metadata?.[0],
      })),
    })),
  }));
  const { pools, profiles, keyOf } = storagePools(sets);
  const nodes = machines.map((machine) => ({
    ...machine.node,
    m0Servers: variant.withConfd(
      (cvgs.get(machine) ?? []).map((cvg) => ({
        data: cvg.data_devices.map((path) => ({ path })),
        metaData: cvg.metadata_devices?.[0],
      })),
      { runsConfd: true, data: [] },
    ),
    m0Clients: [
      { name: 'm0_client_s3', instances: machine.s3Instances },
      { name: 'm0_client_other', instances: others },
    ],
  }));
  return {
    model: { nodes, pools, profiles },
    keyOf: (path) => {
      const [top, index, field] = path;
      return top === 'pools' && typeof index === 'number'
        ? keyOf(index, field)
        : keyInNode(machines, path, variant);
    },
  };
}

/**
 * `storage_set1` and so on: as many as the count says, else all; a wrong count is reported.
 */
function readSetPlaces(cluster: Cursor): readonly Cursor[] {
  const site = cluster.child('site');
  const { storage_set_count: count } = readSection(siteKeys, site);
  const places: Cursor[] = [];
  while (cluster.child(`storage_set${places.length + 1}`).value !== undefined)
    places.push(cluster.child(`storage_set${places.length + 1}`));
  if (count !== undefined && count !== places.length && places.length > 0) {
    site
      .child('storage_set_count')
      .report(
        'COUNT',
        `is ${count}, but there ` +
          `${places.length === 1 ? 'is 1 storage set' : `are ${places.length} storage sets`} ` +
          '(storage_set1 and so on)',
        `set it to ${places.length}, or correct the storage sets`,
      );
  }
  return places.length > 0 ? places : [cluster.child('storage_set1')];
}
