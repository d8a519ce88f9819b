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
import { checkCount, countOf } from './count.js';
import { serverCvg, setMembers } from './server-node-keys.js';
import { byMachineId, keyInNode, membersOf, type ServerMachine } from './server-node-machines.js';
import { siteKeys } from './server-node-march.js';
import { durabilitiesOrOne, isOneLayout, storagePools, type StorageSet } from './storage-sets.js';

/** `server_node>{id}>storage` of August. */
export const augustStorage = openObject({
  cvg: required(list(serverCvg, { notEmpty: true }), 'CVGs of the node.'),
  cvg_count: countOf('cvg'),
});

/** `cluster>{cid}` of August. */
export const augustCluster = openObject({
  site: section(siteKeys, 'The site.'),
  storage_set: required(
    list(
      openObject({
        name: required(
          text({ noun: 'a name' }),
          'Name of the storage set; its pools are named after it.',
        ),
        server_nodes: required(setMembers, 'Machine-ids of the nodes of the set.'),
        durability: section(
          durabilitiesOrOne,
          'Layouts of the pools of the set; data, parity and spare alone are that of the pool ' +
            'for data.',
        ),
      }),
      { notEmpty: true },
    ),
    'The storage sets.',
  ),
});

/** `cortx>software>motr>service` of August. */
export const augustService = openObject({
  client_instances: optional(
    integer({ min: 0 }),
    'How many other Motr clients each node runs; absent means 2.',
  ),
});

/** The description and keys of a ConfStore of August. */
export function readAugust(
  root: Cursor,
  clusterAt: Cursor,
  machines: readonly ServerMachine[],
): { readonly model: ClusterDescription; readonly keyOf: (path: Path) => Path } {
  const cluster = readSection(augustCluster, clusterAt);
  checkCount(
    clusterAt.child('site'),
    'storage_set_count',
    cluster.site.storage_set_count,
    'storage_set',
    cluster.storage_set,
  );
  const service = root.at('cortx', 'software', 'motr', 'service');
  const others = readSection(augustService, service).client_instances ?? 2;
  const byId = byMachineId(machines);
  const servers = new Map(machines.map((machine) => [machine, readServers(machine)]));
  const sets = cluster.storage_set.map((set, i): StorageSet => {
    const at = clusterAt.at('storage_set', i);
    const nodes = membersOf(at.child('server_nodes'), set.server_nodes, byId).map((machine) => ({
      hostname: machine.node.hostname,
      cvgs: (servers.get(machine) ?? []).map((server) => ({
        data: server.data.map(({ path }) => path),
        metadata: server.metaData,
      })),
    }));
    return {
      at,
      name: set.name,
      nodes,
      sns: set.durability.sns,
      dix: set.durability.dix,
      isFlat: isOneLayout(at.child('durability')),
    };
  });
  const { pools, profiles, keyOf: poolKeyOf } = storagePools(sets);
  const nodes = machines.map((machine) => ({
    ...machine.node,
    m0Servers: [...(servers.get(machine) ?? []), { runsConfd: true, data: [] }],
    m0Clients: [
      { name: 'm0_client_s3', instances: machine.s3Instances },
      { name: 'm0_client_other', instances: others },
    ],
  }));
  return {
    model: { nodes, pools, profiles },
    keyOf: (path) => {
      const [top, index, field] = path;
      if (top === 'pools' && typeof index === 'number') return poolKeyOf(index, field);
      return keyInNode(machines, path, {
        cvgOf: (server) => ['storage', 'cvg', server],
        others: ['cortx', 'software', 'motr', 'service', 'client_instances'],
      });
    },
  };
}

function readServers(machine: ServerMachine): readonly M0ServerDescription[] {
  const at = machine.at.child('storage');
  const { cvg, cvg_count: count } = readSection(augustStorage, at);
  checkCount(at, 'cvg_count', count, 'cvg', cvg);
  return cvg.map((controller) => ({
    runsConfd: false,
    data: controller.data_devices.map((path) => ({ path })),
    metaData: controller.metadata_devices?.[0],
  }));
}
