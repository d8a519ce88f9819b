import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, networkInterfaces, totalmem } from 'node:os';
import path from 'node:path';
import { chooseAddress, type ChosenAddress, type InterfaceAddress } from './choose-address.js';

/** What this machine says about itself; passed in so that tests can say something else. */
export interface Machine {
  processorCount(): number;
  memoryBytes(): number;
  /**
   * The first IPv4 address of a network interface that other nodes can reach, else its first IPv6
   * address; undefined when it has none, or there is no such interface.
   */
  addressOf(iface: string): string | undefined;
  /**
   * Addresses of the interface that are not taken, each with the reason: `169.254.3.4
   * (link-local)`; or that there is none, or no such interface.
   */
  passedOver?(iface: string): readonly string[] | 'no-address' | 'missing';
}

/** The machine we run on. */
export const thisMachine: Machine = {
  processorCount: () => cpus().length || availableParallelism(),
  memoryBytes: totalmem,
  addressOf: (iface) => choose(iface)?.address,
  passedOver: (iface) => choose(iface)?.passedOver ?? (isThere(iface) ? 'no-address' : 'missing'),
};

/** Undefined: the system lists no address of such an interface. */
function choose(iface: string): ChosenAddress | undefined {
  const flags = ipv6Flags();
  const addresses = networkInterfaces()[iface];
  if (addresses === undefined) return undefined;
  return chooseAddress(
    addresses.map(({ address, family }): InterfaceAddress => ({
      address,
      family,
      ...flags.get(address),
    })),
  );
}

/** Interfaces that are down have no addresses to be listed. */
function isThere(iface: string): boolean {
  return existsSync(path.join('/sys/class/net', path.basename(iface)));
}

type Flags = Pick<InterfaceAddress, 'isTentative' | 'isDeprecated'>;

/**
 * Which IPv6 addresses are not usable yet, or are going to be taken away, from the kernel; none
 * where it has no IPv6.
 */
function ipv6Flags(): ReadonlyMap<string, Flags> {
  try {
    return parseIfInet6(readFileSync('/proc/net/if_inet6', 'utf8'));
  } catch {
    return new Map();
  }
}

/**
 * Reads `/proc/net/if_inet6`: address, index, prefix length, scope, flags (all hexadecimal) and
 * interface.
 */
export function parseIfInet6(text: string): ReadonlyMap<string, Flags> {
  const [deprecated, duplicate, tentative] = [0x20, 0x08, 0x40];
  return new Map(
    text.split('\n').flatMap((line) => {
      const [digits = '', , , , hex = ''] = line.trim().split(/\s+/);
      if (digits.length !== 32) return [];
      const flags = Number.parseInt(hex, 16);
      const isTentative = (flags & (tentative | duplicate)) !== 0;
      return [
        [shortened(digits), { isTentative, isDeprecated: (flags & deprecated) !== 0 }] as const,
      ];
    }),
  );
}

/** 32 digits as addresses are written: `fe80::1`. */
function shortened(digits: string): string {
  return new URL(`http://[${digits.replace(/(.{4})(?=.)/g, '$1:')}]/`).hostname.slice(1, -1);
}
