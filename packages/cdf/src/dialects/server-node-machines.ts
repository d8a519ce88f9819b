import { type Cursor, found, type Path, readSection } from '@hare/base/schema';
import type { NodeDescription } from '../model.js';
import { hostOf, machineIdsOf } from './machines.js';
import { serverNodeKeys } from './server-node-keys.js';
import type { Variant } from './server-node-variants.js';

/** A `server_node>{id}` without its storage. */
export interface ServerMachine {
  readonly machineId: string;
  readonly at: Cursor;
  readonly hostnameKey: readonly string[];
  readonly clusterId: string;
  readonly node: Omit<NodeDescription, 'm0Servers' | 'm0Clients'>;
  readonly s3Instances: number;
}

/** Reads every `server_node`, in order. */
export function readServerMachines(at: Cursor): readonly ServerMachine[] {
  return machineIdsOf(at, false).map((machineId) => readMachine(machineId, at.child(machineId)));
}

function readMachine(machineId: string, at: Cursor): ServerMachine {
  const keys = readSection(serverNodeKeys, at);
  const {
    private_fqdn: fqdn,
    private_interfaces: interfaces,
    interface_type: dataIfaceType,
  } = keys.network.data;
  const { hostname, hostnameKey } = hostOf(at, fqdn, keys.hostname);
  return {
    machineId,
    at,
    hostnameKey,
    clusterId: keys.cluster_id,
    node: { hostname, dataIface: interfaces[0] ?? '', dataIfaceType },
    s3Instances: keys.s3_instances ?? 0,
  };
}

/** The one cluster that the machines belong to; several are reported. */
export function oneCluster(machines: readonly ServerMachine[]): string {
  const [first] = machines;
  for (const machine of machines) {
    if (first === undefined || machine.clusterId === '' || machine.clusterId === first.clusterId)
      continue;
    machine.at
      .child('cluster_id')
      .report(
        'CLUSTER_ID',
        `is ${found(machine.clusterId)}, but that of ${first.machineId} is ` +
          found(first.clusterId),
        'all nodes belong to one cluster',
      );
  }
  return first?.clusterId ?? '';
}

/** The members of a storage set as machines; unknown machine-ids are reported. */
export function membersOf(
  at: Cursor,
  ids: readonly string[],
  byId: ReadonlyMap<string, ServerMachine>,
): readonly ServerMachine[] {
  return ids.flatMap((id, i) => {
    const machine = byId.get(id);
    if (machine === undefined && id !== '')
      (Array.isArray(at.value) ? at.child(i) : at).report(
        'UNKNOWN_MACHINE',
        `is ${found(id)}, which is not a machine-id below server_node`,
        'use a machine-id below server_node',
      );
    return machine ?? [];
  });
}

/** The ConfStore path behind a path below a node of the description. */
export function keyInNode(
  machines: readonly ServerMachine[],
  [top, index, field, position, , kind, drive]: Path,
  places: Pick<Variant, 'cvgOf' | 'others'>,
): Path {
  const machine = top === 'nodes' && typeof index === 'number' ? machines[index] : undefined;
  if (machine === undefined) return ['server_node'];
  const at = machine.at.path;
  if (field === 'hostname') return [...at, ...machine.hostnameKey];
  if (field === 'data_iface') return [...at, 'network', 'data', 'private_interfaces'];
  if (field === 'm0_clients')
    return position !== 0 && places.others !== undefined ? places.others : [...at, 's3_instances'];
  const cvg =
    field === 'm0_servers' && typeof position === 'number' ? places.cvgOf(position) : undefined;
  if (cvg === undefined) return at;
  if (kind === 'meta_data') return [...at, ...cvg, 'metadata_devices', 0];
  if (kind !== 'data') return [...at, ...cvg];
  return [...at, ...cvg, 'data_devices', ...(typeof drive === 'number' ? [drive] : [])];
}
