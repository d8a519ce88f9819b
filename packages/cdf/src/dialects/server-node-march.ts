import {
  type Cursor,
  integer,
  list,
  openObject,
  optional,
  type Path,
  required,
  section,
  text,
  readSection,
} from '@hare/base/schema';
import type { ClusterDescription, M0ServerDescription } from '../model.js';
import { serverCvg, setMembers } from './server-node-keys.js';
import { byMachineId, keyInNode, membersOf, type ServerMachine } from './server-node-machines.js';
import { durability } from './storage-sets.js';

/** `server_node>{id}` of March: one CVG counts. */
export const marchStorage = openObject({
  cvg: required(list(serverCvg, { notEmpty: true }), 'CVGs of the node; the first is used.'),
});

/** `cluster>{cid}>storage_set1`, `storage_set2`, … of March. */
export const marchSet = openObject({
  name: required(text({ noun: 'a name' }), 'Name of the storage set and of its pool.'),
  server_nodes: required(setMembers, 'Machine-ids of the nodes of the set.'),
  durability: section(durability, 'Layout of the pool.'),
});

/** `cluster>{cid}>site` of both variants. */
export const siteKeys = openObject({
  storage_set_count: optional(
    integer({ min: 0 }),
    'How many storage sets there are; absent means as many as are there.',
  ),
});

/** The description and keys of a ConfStore of March. */
export function readMarch(
  cluster: Cursor,
  machines: readonly ServerMachine[],
): { readonly model: ClusterDescription; readonly keyOf: (path: Path) => Path } {
  const byId = byMachineId(machines);
  const servers = new Map(machines.map((machine) => [machine, readServer(machine)]));
  const sets = readSetPlaces(cluster).map((at) => ({
    at,
    set: readSection(marchSet, at),
  }));
  const pools = sets.map(({ at, set }) => ({
    name: set.name,
    type: 'sns' as const,
    dataUnits: set.durability.data,
    parityUnits: set.durability.parity,
    spareUnits: set.durability.spare,
    diskRefs: membersOf(at.child('server_nodes'), set.server_nodes, byId).flatMap((machine) =>
      (servers.get(machine)?.data ?? []).map(({ path }) => ({ path, node: machine.node.hostname })),
    ),
  }));
  const nodes = machines.map((machine) => ({
    ...machine.node,
    m0Servers: [{ runsConfd: true, data: [] }, servers.get(machine) ?? { data: [] }],
    m0Clients: [
      { name: 'm0_client_s3', instances: machine.s3Instances },
      { name: 'm0_client_other', instances: 3 },
    ],
  }));
  return {
    model: {
      nodes,
      pools,
      profiles: [{ name: 'Profile_the_pool', pools: pools.map(({ name }) => name) }],
    },
    keyOf: (path) =>
      keyOf(
        sets.map(({ at }) => at.path),
        machines,
        path,
      ),
  };
}

function readServer(machine: ServerMachine): M0ServerDescription {
  const { cvg } = marchStorage.read(machine.at);
  if (cvg.length > 1)
    machine.at
      .child('cvg')
      .warn(
        'CVGS_IGNORED',
        `has ${cvg.length} CVGs, of which this generation uses the first`,
        'use a ConfStore of a later generation for several CVGs',
      );
  return {
    data: (cvg[0]?.data_devices ?? []).map((path) => ({ path })),
    metaData: cvg[0]?.metadata_devices?.[0],
  };
}

/**
 * `storage_set1` and so on: as many as the count says, else as there are; a count that disagrees
 * with what is there is reported.
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
        `is ${count}, but there ${places.length === 1 ? 'is 1 storage set' : `are ${places.length} storage sets`} (storage_set1 and so on)`,
        `set it to ${places.length}, or mend the storage sets`,
      );
  }
  return places.length > 0 ? places : [cluster.child('storage_set1')];
}

/** Where the fields of a pool stand in its set. */
const poolKeys: Readonly<Record<string, Path>> = {
  name: ['name'],
  data_units: ['durability', 'data'],
  parity_units: ['durability', 'parity'],
  spare_units: ['durability', 'spare'],
  disk_refs: ['server_nodes'],
};

function keyOf(sets: readonly Path[], machines: readonly ServerMachine[], path: Path): Path {
  const [top, index, field] = path;
  if (top === 'pools' && typeof index === 'number')
    return [...(sets[index] ?? []), ...(poolKeys[String(field)] ?? [])];
  return keyInNode(machines, path, {
    cvgOf: (server) => (server === 1 ? ['cvg', 0] : undefined),
  });
}
