import type { ClusterState } from './cluster-state.js';
import type { Failures } from './failures.js';
import type { SimulatedService } from './simulated-cluster.js';
import type { Unit } from './units.js';

export interface StatusOptions {
  readonly devices: boolean;
  readonly nowMs: number;
}

/**
 * The JSON that `hctl status --json` prints for a cluster, with the failures that are switched on.
 */
export function statusOf(
  state: ClusterState,
  left: readonly Unit[],
  failures: Failures,
  options: StatusOptions,
): Record<string, unknown> {
  const { cluster } = state;
  const old = failures.has('status-old');
  const nodes = cluster.nodes.filter((node) => node.name !== failures.text('node-missing'));
  return {
    ...(old ? {} : { bytecount: { critical: 0, damaged: 0, degraded: 0, healthy: 0 } }),
    pools: cluster.pools.filter((pool) => pool.name !== failures.text('pool-missing')),
    profiles: cluster.profiles.filter(
      (profile) => profile.name !== failures.text('profile-missing'),
    ),
    filesystem: old ? { stats: {} } : filesystem(state, options.nowMs),
    nodes: nodes.map((node) => ({
      name: node.name,
      svcs: servicesOf(state, left, node, failures, options.nowMs),
    })),
    ...(options.devices
      ? {
          devices: nodes.map((node) => ({
            node_name: node.name,
            devs: devicesOf(state, node, failures),
          })),
        }
      : {}),
  };
}

type Node = ClusterState['cluster']['nodes'][number];

function servicesOf(
  state: ClusterState,
  left: readonly Unit[],
  node: Node,
  failures: Failures,
  nowMs: number,
): unknown[] {
  const isUp = state.phase === 'running' && nowMs >= state.readyAtMs;
  const statusOfService = ({ name, fid, kind }: SimulatedService): string => {
    if (kind === 'server') return name === 'hax' || isUp ? 'started' : 'offline';
    const isStarted =
      (kind === 'client' && state.startsClients && isUp) ||
      left.some((unit) => unit.name.endsWith(`@${fid}.service`));
    return isStarted ? 'started' : 'unknown';
  };
  const shown = node.services
    .filter((service) => service.name !== failures.text('service-missing'))
    .map((service) => ({
      name: renamed(service, failures),
      fid: service.fid,
      ep: service.ep,
      status: overridden(service.name, failures) ?? statusOfService(service),
    }));
  const surplus = failures.text('service-surplus');
  return surplus === undefined
    ? shown
    : [...shown, { name: surplus, fid: '0x7200000000000001:0xffff', ep: '', status: 'started' }];
}

function renamed({ name, kind }: SimulatedService, failures: Failures): string {
  if (name === failures.text('service-wrong')) return 'mystery';
  return failures.has('status-old') && kind === 'slot' ? 'm0_client' : name;
}

function overridden(name: string, failures: Failures): string | undefined {
  if (name === failures.text('service-offline')) return 'offline';
  return name === failures.text('service-unknown') ? 'unknown' : undefined;
}

function devicesOf({ phase }: ClusterState, node: Node, failures: Failures): unknown[] {
  const [badPath, badState] = (failures.text('device-state') ?? '').split('=');
  const status = (path: string): string => {
    if (path === failures.text('device-offline')) return 'offline';
    if (path === badPath && badState !== undefined) return badState;
    // What the configuration says, until the ioservice starts for the first time.
    return path === failures.text('device-unknown') || phase !== 'running'
      ? 'M0_NC_UNKNOWN'
      : 'online';
  };
  return node.devices
    .filter(({ path }) => path !== failures.text('device-missing'))
    .map(({ path }) => ({ name: path, status: status(path) }));
}

function filesystem(state: ClusterState, nowMs: number): unknown {
  const services = state.cluster.nodes
    .flatMap((node) => node.services)
    .filter((service) => service.name === 'ioservice').length;
  const stats = {
    fs_free_disk: 1,
    fs_avail_disk: 1,
    fs_total_disk: 1,
    fs_free_seg: 1,
    fs_total_seg: 1,
    fs_svc_total: services,
    fs_svc_replied: services,
  };
  return { stats, timestamp: nowMs / 1000, date: new Date(nowMs).toISOString() };
}
