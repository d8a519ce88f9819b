import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Whether a registry may be published to. */
export type RegistryVerdict =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly reason: string };

/** The addresses of a host name. */
export type LookUp = (host: string) => Promise<readonly string[]>;

/**
 * Hosts of registries that everybody reads, by their domains: never, wherever a proxy or a hosts
 * file may send the name.
 */
const publicDomains = [
  'npmjs.org',
  'npmjs.com',
  'yarnpkg.com',
  'npmmirror.com',
  'taobao.org',
  'cnpmjs.org',
  'jsr.io',
  'github.com',
  'gitlab.com',
  'jsdelivr.net',
  'unpkg.com',
];

/** Loopback, private and link-local ranges (RFC 1122, 1918, 4193, 4291, 3927, 6598). */
const ranges = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  ranges.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  ranges.addSubnet(network, prefix, 'ipv6');

/**
 * Whether a registry is private: an http(s) address of this machine or of a private network, by
 * every address of its name.
 */
export async function checkRegistry(
  registry: string,
  lookUp: LookUp = allAddresses,
): Promise<RegistryVerdict> {
  const url = URL.canParse(registry) ? new URL(registry) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return { ok: false, reason: `${registry} is not an http:// or https:// address` };
  if (url.username !== '' || url.password !== '')
    return {
      ok: false,
      reason:
        'the address of the registry contains a user name or password, which npm would print; log in with npm login',
    };
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (publicDomains.some((domain) => host === domain || host.endsWith(`.${domain}`)))
    return {
      ok: false,
      reason: `${host} is a public registry; nothing is ever published there from this repository`,
    };
  const addresses = isIP(host) === 0 ? await lookUp(host) : [host];
  if (addresses.length === 0) return { ok: false, reason: `the name ${host} has no address` };
  const outside = addresses.find(
    (address) => !ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
  );
  if (outside !== undefined)
    return {
      ok: false,
      reason: `${host}${outside === host ? '' : ` (${outside})`} is neither this machine nor in a private network; nothing is published to where everybody reads`,
    };
  return { ok: true, url: url.href.endsWith('/') ? url.href : `${url.href}/` };
}

async function allAddresses(host: string): Promise<readonly string[]> {
  return lookup(host, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
}
