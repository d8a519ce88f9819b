import { isIPv6 } from 'node:net';
import { quoted } from '@hare/base/schema';
import { addressVersion, unusableAddress } from '../unusable-address.js';
import type { Rule } from './rule.js';

/**
 * Names of hosts, interfaces and addresses that a cluster cannot work with, though they are well
 * formed: warnings, as one node alone may.
 */
export const networkRule: Rule = (model, report) => {
  for (const [i, node] of model.nodes.entries()) {
    const { hostname, dataIface, dataIfaceIpAddr: address, transportType } = node;
    const host = unusableHost(hostname);
    if (host !== undefined) {
      const hint = 'use the name that the other nodes resolve: hostname -f';
      report.warn(
        'CDF_HOSTNAME_UNUSABLE',
        ['nodes', i, 'hostname'],
        `the hostname ${quoted(hostname)} ${host}`,
        hint,
      );
    }
    const iface = unusableInterface(dataIface);
    if (iface !== undefined) {
      const hint = 'use the interface of the data network: ip -br address';
      report.warn(
        'CDF_INTERFACE_UNUSABLE',
        ['nodes', i, 'data_iface'],
        `${quoted(dataIface)} ${iface}`,
        hint,
      );
    }
    if (address === undefined || address === hostname) continue;
    const kind = unusableAddress(address);
    const isForeign = transportType === 'lnet' && isIPv6(address);
    const what = isForeign
      ? 'is an IPv6 address, which lnet does not support'
      : `is ${kind ?? ''}: other nodes cannot reach it`;
    if (kind === undefined && !isForeign) continue;
    const hint = 'use the address of the data interface, or omit it: ip -br address';
    report.warn(
      'CDF_ADDRESS_UNUSABLE',
      ['nodes', i, 'data_iface_ip_addr'],
      `the address ${quoted(address)} ${what}`,
      hint,
    );
  }
};

/** Why other nodes cannot use a host name; undefined for a good one. Pure. */
export function unusableHost(hostname: string): string | undefined {
  if (/^(localhost\d?|ip6-(localhost|loopback))(\.localdomain\d?)?\.?$/i.test(hostname))
    return 'is the name of every machine for itself';
  const kind = unusableAddress(hostname);
  if (kind !== undefined) return `is ${kind}: other nodes cannot reach it`;
  if (addressVersion(hostname) !== 0) return undefined;
  if (hostname.endsWith('.')) return 'ends with a dot, so it differs from the name of the node';
  const labels = hostname.split('.');
  if (hostname.length > 253)
    return `has ${hostname.length} characters; names of hosts have at most 253`;
  if (labels.some((label) => label.length > 63))
    return 'has a part of more than 63 characters, which no resolver accepts';
  if (labels.includes('')) return 'has two dots in a row, or one at its start';
  if (labels.some((label) => /^-|-$/.test(label)))
    return 'has a part that begins or ends with "-", which many resolvers refuse';
  if (hostname.includes('_')) return 'contains "_", which many programs refuse in host names';
  return labels.every((label) => /^(\d+|0x[\da-f]+)$/i.test(label))
    ? 'is a number, which programs read as an address'
    : undefined;
}

/** Networks that containers and virtual machines have within one machine. */
const within =
  /^(docker\d|br-[\da-f]{12}$|veth|virbr\d|vnet\d|cni\d|flannel|cali[\da-f]|tunl\d|kube-|lxcbr\d|lxdbr\d|podman\d|vboxnet\d|vmnet\d)/;

/** Why an interface cannot be that of the data network; undefined for one that can. Pure. */
export function unusableInterface(name: string): string | undefined {
  if (/^lo\d*$/.test(name)) return 'is the loopback interface, which other nodes cannot reach';
  if (within.test(name))
    return (
      'belongs to containers or virtual machines of this machine, so other nodes cannot reach ' +
      'it'
    );
  return name.length > 15
    ? `has ${name.length} characters; names of interfaces have at most 15`
    : undefined;
}
