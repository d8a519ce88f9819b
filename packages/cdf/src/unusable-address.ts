import { BlockList, isIP, isIPv4 } from 'node:net';

/** Ranges of addresses under which no other node reaches a machine, and what they are. */
const ranges: readonly (readonly [why: string, network: string, prefix: number])[] = [
  ['loopback', '127.0.0.0', 8],
  ['loopback', '::1', 128],
  ['link-local', '169.254.0.0', 16],
  ['link-local', 'fe80::', 10],
  ['unspecified', '0.0.0.0', 8],
  ['unspecified', '::', 128],
  ['multicast', '224.0.0.0', 4],
  ['multicast', 'ff00::', 8],
  ['reserved', '240.0.0.0', 4],
];

/**
 * Why an address cannot be that of a node on the network of a cluster: `loopback`; undefined for
 * one that can, and for a name.
 * @example unusableAddress('127.0.0.1') // => 'loopback'
 */
export function unusableAddress(address: string): string | undefined {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const version = addressVersion(bare);
  if (version === 0) return undefined;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return ranges.find(([, network, prefix]) => {
    const list = new BlockList();
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
    return list.check(bare, family);
  })?.[0];
}

/**
 * 4, 6, or 0 for a name. Most are names, and Node takes milliseconds to prepare what recognizes
 * version 6.
 */
export function addressVersion(text: string): number {
  if (text.includes(':')) return isIP(text);
  return isIPv4(text) ? 4 : 0;
}
