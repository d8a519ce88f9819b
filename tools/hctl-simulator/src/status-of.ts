import type { ClusterState } from './cluster-state.js';
import type { Failures } from './failures.js';

export interface StatusOptions {
  readonly devices: boolean;
  readonly nowMs: number;
}

/** The JSON that `hctl status --json` prints for a cluster, with the failures that are switched on. */
export function statusOf(state: ClusterState, failures: Failures, options: StatusOptions): Record<string, unknown> {
  const { cluster } = state;
  const old = failures.has('status-old');
  const nodes = cluster.nodes.filter((node) => node.name !== failures.text('node-missing'));
  return {
    ...(old ? {} : { bytecount: { critical: 0, damaged: 0, degraded: 0, healthy: 0 } }),
    pools: cluster.pools.filter((pool) => pool.name !== failures.text('pool-missing')),
    profiles: cluster.profiles.filter((profile) => profile.name !== failures.text('profile-missing')),
    filesystem: old ? { stats: {} } : filesystem(state, options.nowMs),
    nodes: nodes.map((node) => ({ name: node.name, svcs: servicesOf(state, node, failures, options.nowMs) })),
    ...(options.devices ? { devices: nodes.map((node) => ({ node_name: node.name, devs: devicesOf(node, failures) })) } : {}),
  };
}

type Node = ClusterState['cluster']['nodes'][number];

function servicesOf(state: ClusterState, node: Node, failures: Failures, nowMs: number): unknown[] {
  const isUp = (name: string): boolean => (name === 'hax' ? true : state.phase === 'running' && nowMs >= state.readyAtMs);
  const shown = node.services
    .filter((service) => service.name !== failures.text('service-missing'))
    .map(({ name, fid, ep, runs }) => ({ name: renamed(name, runs, failures), fid, ep, status: overridden(name, failures) ?? (isUp(name) && runs ? 'started' : runs ? 'offline' : 'unknown') }));
  const surplus = failures.text('service-surplus');
  return surplus === undefined ? shown : [...shown, { name: surplus, fid: '0x7200000000000001:0xffff', ep: '', status: 'started' }];
}

function renamed(name: string, runs: boolean, failures: Failures): string {
  if (name === failures.text('service-wrong')) return 'mystery';
  return failures.has('status-old') && !runs ? 'm0_client' : name;
}

function overridden(name: string, failures: Failures): string | undefined {
  if (name === failures.text('service-offline')) return 'offline';
  return name === failures.text('service-unknown') ? 'unknown' : undefined;
}

function devicesOf(node: Node, failures: Failures): unknown[] {
  const status = (path: string): string => {
    if (path === failures.text('device-offline')) return 'M0_NC_FAILED';
    return path === failures.text('device-unknown') ? 'M0_NC_UNKNOWN' : 'M0_NC_ONLINE';
  };
  return node.devices.filter(({ path }) => path !== failures.text('device-missing')).map(({ path }) => ({ name: path, status: status(path) }));
}

function filesystem(state: ClusterState, nowMs: number): unknown {
  const services = state.cluster.nodes.flatMap((node) => node.services).filter((service) => service.name === 'ioservice').length;
  const stats = { fs_free_disk: 1, fs_avail_disk: 1, fs_total_disk: 1, fs_free_seg: 1, fs_total_seg: 1, fs_svc_total: services, fs_svc_replied: services };
  return { stats, timestamp: nowMs / 1000, date: new Date(nowMs).toISOString() };
}
