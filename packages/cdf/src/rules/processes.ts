import { quoted } from '@hare/base/schema';
import type { Rule } from './rule.js';

/**
 * Every node runs something, every server has something to serve, and confd runs at least once, but
 * not twice on a node.
 */
export const processesRule: Rule = (model, report) => {
  let confds = 0;
  for (const [i, node] of model.nodes.entries()) {
    const path = ['nodes', i] as const;
    const name = `node ${quoted(node.hostname)}`;
    const confdServers = node.m0Servers.flatMap((server, s) =>
      server.runsConfd === true ? [s] : [],
    );
    confds += confdServers.length;
    for (const second of confdServers.slice(1)) {
      report.error(
        'CDF_CONFD_REPEATED',
        [...path, 'm0_servers', second, 'runs_confd'],
        `${name}: m0_servers[${confdServers[0] ?? 0}] and m0_servers[${second}] both run confd`,
        'set runs_confd to false in all but one of them',
      );
    }
    for (const [s, server] of node.m0Servers.entries()) {
      if (server.runsConfd === true || server.data.length > 0) continue;
      report.error(
        'CDF_SERVER_IDLE',
        [...path, 'm0_servers', s],
        `${name}: m0_servers[${s}] neither runs confd nor has data devices`,
        'set runs_confd to true, add devices to io_disks.data, or remove the server',
      );
    }
    if (node.m0Servers.length === 0 && !node.m0Clients.some((client) => client.instances > 0)) {
      report.error(
        'CDF_NODE_IDLE',
        path,
        `${name} runs no Motr process`,
        'add m0_servers or m0_clients, or remove the node',
      );
    }
  }
  if (confds === 0)
    report.error(
      'CDF_NO_CONFD',
      ['nodes'],
      'no node runs confd; at least one must',
      'set runs_confd to true in an m0_server of one to three nodes',
    );
};
