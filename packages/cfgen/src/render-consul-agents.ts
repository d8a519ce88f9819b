import type { ClusterNode, MotrConfig } from './motr-config.js';

/** Which nodes run a Consul server (those with a confd), and which a client. */
export function renderConsulAgents(config: MotrConfig): string {
  const agents = (nodes: readonly ClusterNode[]): readonly object[] =>
    nodes.map(({ hostname, address }) => ({ node_name: hostname, ipaddr: address }));
  return `${JSON.stringify({ servers: agents(config.nodes.filter(runsConfd)), clients: agents(config.nodes.filter((node) => !runsConfd(node))) }, null, 2)}\n`;
}

/** True for a node with a confd: it runs a Consul server. */
export function runsConfd(node: ClusterNode): boolean {
  return node.processes.some((process) => process.kind === 'm0_server' && process.runsConfd);
}
