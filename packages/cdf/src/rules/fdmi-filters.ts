import { nearestHint } from '@hare/base';
import { quoted } from '@hare/base/schema';
import type { Rule } from './rule.js';

/** FDMI filters name a node and one of its client processes; S3 clients do not count. */
export const fdmiFiltersRule: Rule = (model, report) => {
  const clients = new Map(
    model.nodes.map((node) => [
      node.hostname,
      node.m0Clients.reduce(
        (sum, client) => (client.name === 'm0_client_s3' ? sum : sum + client.instances),
        0,
      ),
    ]),
  );
  for (const [i, filter] of (model.fdmiFilters ?? []).entries()) {
    const path = ['fdmi_filters', i] as const;
    const name = `FDMI filter ${quoted(filter.name)}`;
    const count = clients.get(filter.node);
    if (count === undefined) {
      report.error(
        'CDF_FDMI_NODE',
        [...path, 'node'],
        `${name} names the node ${quoted(filter.node)}, which does not exist`,
        nearestHint(filter.node, clients.keys(), 'use a hostname of nodes'),
        [['nodes']],
      );
    } else if (filter.clientIndex >= count) {
      report.error(
        'CDF_FDMI_CLIENT',
        [...path, 'client_index'],
        `${name}: client_index is ${filter.clientIndex}, but ${filter.node} has ${count} ` +
          `client ${count === 1 ? 'process' : 'processes'} (without S3)`,
        count === 0 ? 'name a node with clients' : `use an index from 0 to ${count - 1}`,
        [['nodes'], [...path, 'node']],
      );
    }
  }
};
