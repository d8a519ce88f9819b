import { type Path, quoted } from '@hare/base/schema';
import type { Rule } from './rule.js';

/** Hostnames and addresses are unique, without regard to case and to a dot at the end. */
export const hostsRule: Rule = (model, report) => {
  const hostnames = new Map<string, number>();
  const addresses = new Map<string, number>();
  for (const [i, node] of model.nodes.entries()) {
    const path: Path = ['nodes', i, 'hostname'];
    const sameName = firstWith(hostnames, node.hostname, i);
    if (sameName !== undefined)
      report.error(
        'CDF_HOSTNAME_REPEATED',
        path,
        `nodes[${sameName}] and nodes[${i}] both have the hostname ${quoted(node.hostname)}`,
        'give every node its own hostname',
      );
    const isHostname =
      sameName !== undefined && node.dataIfaceIpAddr?.toLowerCase() === node.hostname.toLowerCase();
    const sameAddress =
      node.dataIfaceIpAddr === undefined || isHostname
        ? undefined
        : firstWith(addresses, node.dataIfaceIpAddr, i);
    if (sameAddress !== undefined) {
      report.error(
        'CDF_ADDRESS_REPEATED',
        ['nodes', i, 'data_iface_ip_addr'],
        `nodes[${sameAddress}] and nodes[${i}] both have the address ${quoted(node.dataIfaceIpAddr ?? '')}`,
        'give every node its own address',
      );
    }
  }
};

function firstWith(seen: Map<string, number>, name: string, index: number): number | undefined {
  const key = name.toLowerCase().replace(/\.$/, '');
  const first = seen.get(key);
  if (first === undefined && name !== '') seen.set(key, index);
  return first;
}
