import type { ClusterDescription } from '@hare/cdf';
import type { ClusterStatus } from '@hare/hctl';
import type { Finding } from './finding.js';

/**
 * Every sns pool and profile that is missing; what the description does not know is worth a
 * warning.
 */
export function comparePools(cdf: ClusterDescription, status: ClusterStatus): readonly Finding[] {
  const sns = cdf.pools.filter(({ type = 'sns' }) => type === 'sns').map((pool) => pool.name);
  const pools = new Set(cdf.pools.map((pool) => pool.name));
  // Without profiles in the description there is one with this name.
  const profiles = cdf.profiles?.map((profile) => profile.name) ?? ['default'];
  const isKnownPool = (name: string): boolean =>
    pools.has(name) ||
    (cdf.createAux === true && sns.some((base) => name.startsWith(`${base}-aux`)));
  return [
    ...missing('pool', sns, status.pools),
    ...missing('profile', profiles, status.profiles),
    ...surplus('pool', status.pools, isKnownPool),
    ...surplus('profile', status.profiles, (name) => profiles.includes(name)),
  ];
}

type Named = readonly { readonly name: string; readonly fid: string }[];

function missing(what: 'pool' | 'profile', promised: readonly string[], found: Named): Finding[] {
  return promised
    .filter((name) => !found.some((other) => other.name === name))
    .map((name) => ({ kind: 'missing', what, severity: 'failure', name }));
}

function surplus(
  what: 'pool' | 'profile',
  found: Named,
  isKnown: (name: string) => boolean,
): Finding[] {
  return found
    .filter(({ name }) => !isKnown(name))
    .map(({ name, fid }) => ({ kind: 'surplus', what, severity: 'warning', name, fid }));
}
