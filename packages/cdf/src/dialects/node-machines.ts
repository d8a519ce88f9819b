import type { Cursor } from '@hare/base/schema';
import { checkCount } from './count.js';
import { hostOf } from './machines.js';
import { hostKeys, roleKeys, storageKeys } from './node-keys.js';

type Storage = ReturnType<(typeof storageKeys)['read']>;
export type Cvg = Storage['cvg'][number];

/** A `node>{id}` that runs something of Motr. */
export interface NodeMachine {
  readonly machineId: string;
  readonly at: Cursor;
  readonly hostname: string;
  readonly hostnameKey: readonly string[];
  /** What endpoints may call it, best first. */
  readonly names: readonly (string | undefined)[];
  readonly dataIface: string;
  /** Positions in `cortx>motr>clients` of the clients that run here. */
  readonly clients: readonly number[];
  /** Its controllers, for a data node. */
  readonly cvgs: readonly Cvg[] | undefined;
}

/** Where a client runs that is not named like a component or service. */
const componentOfClient: Readonly<Record<string, string>> = {
  motr_client: 'motr',
  rgw_s3: 'rgw',
  agent: 'csm',
};

interface Client {
  readonly name: string;
  readonly num_instances: number;
}

/**
 * Whether the components of any node name their services, as all but the first samples of this
 * generation do.
 */
export function namesServices(at: Cursor): boolean {
  const components = (id: string): readonly unknown[] => {
    const { value } = at.at(id, 'components');
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  };
  const ids = at.value instanceof Map ? [...(at.value as ReadonlyMap<string, unknown>).keys()] : [];
  return ids.some((id) =>
    components(id).some((_, k) => at.at(id, 'components', k, 'services').value !== undefined),
  );
}

/** Reads one entry of `node`; undefined for a machine that runs neither data nor clients. */
export function readMachine(
  machineId: string,
  at: Cursor,
  clients: readonly Client[],
): NodeMachine | undefined {
  const roles = roleKeys.read(at);
  checkCount(at, roles, 'num_components', 'components');
  const components = new Map(
    (roles.components ?? []).map((component) => [component.name, component.services ?? []]),
  );
  for (const [i, component] of (roles.components ?? []).entries())
    checkCount(at.at('components', i), component, 'num_services', 'services');
  const here = new Set([...components.keys(), ...[...components.values()].flat()]);
  const own = clients.flatMap((client, i) =>
    client.num_instances > 0 &&
    (here.has(client.name) || components.has(componentOfClient[client.name] ?? ''))
      ? [i]
      : [],
  );
  const isData = isDataNode(roles);
  if (!isData && own.length === 0) return undefined;
  return { machineId, at, clients: own, cvgs: isData ? readCvgs(at) : undefined, ...readHost(at) };
}

/**
 * The service io of component motr makes a data node; where motr, or the node, has no services to
 * name, as in early samples, its CVGs do.
 */
function isDataNode({
  components,
  num_cvg: cvgs = 0,
}: ReturnType<(typeof roleKeys)['read']>): boolean {
  const motr = (components ?? []).filter(({ name }) => name === 'motr');
  if (motr.some(({ services }) => services?.includes('io') === true)) return true;
  return (
    cvgs > 0 &&
    (components === undefined ||
      (motr.length > 0 && motr.every(({ services }) => services === undefined)))
  );
}

function readHost(
  at: Cursor,
): Pick<NodeMachine, 'hostname' | 'hostnameKey' | 'names' | 'dataIface'> {
  const host = hostKeys.read(at);
  const fqdn = host.network.data.private_fqdn;
  return {
    ...hostOf(at, fqdn, host.hostname),
    names: [fqdn, host.hostname, host.name],
    dataIface: host.network.data.private_interfaces?.[0] ?? 'dummy',
  };
}

function readCvgs(at: Cursor): readonly Cvg[] {
  const storage = storageKeys.read(at);
  checkCount(at, storage, 'num_cvg', 'cvg');
  for (const [c, { devices }] of storage.cvg.entries()) {
    const place = at.at('cvg', c, 'devices');
    checkCount(place, devices, 'num_data', 'data');
    checkCount(place, devices, 'num_metadata', 'metadata');
    checkCount(place, devices, 'num_log', 'log');
  }
  return storage.cvg;
}
