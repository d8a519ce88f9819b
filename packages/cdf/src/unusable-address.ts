import { BlockList, isIP } from 'node:net';

type Range = readonly [network: string, prefix: number];

/** Addresses under which no other node reaches a machine: what they are → their ranges. */
const ranges: readonly (readonly [why: string, ranges: readonly Range[]])[] = [
  [
    'loopback',
    [
      ['127.0.0.0', 8],
      ['::1', 128],
    ],
  ],
  [
    'link-local',
    [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  ],
  [
    'unspecified',
    [
      ['0.0.0.0', 8],
      ['::', 128],
    ],
  ],
  [
    'multicast',
    [
      ['224.0.0.0', 4],
      ['ff00::', 8],
    ],
  ],
  ['reserved', [['240.0.0.0', 4]]],
];

/**
 * Why an address cannot be that of a node on the network of a cluster: `loopback`; undefined for
 * one that can, and for a name.
 */
export function unusableAddress(address: string): string | undefined {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(bare);
  if (version === 0) return undefined;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return ranges.find(([, networks]) => {
    const list = new BlockList();
    for (const [network, prefix] of networks)
      list.addSubnet(network, prefix, isIP(network) === 4 ? 'ipv4' : 'ipv6');
    return list.check(bare, family);
  })?.[0];
}
