import type { AllowedFailures, PoolDescription } from './model.js';
import type { DrivePlace } from './pool-drives.js';

/** N, K and S of a pool, S filled in: absent means K for sns, 0 for dix and md. */
export interface PoolLayout {
  readonly n: number;
  readonly k: number;
  readonly s: number;
}

/** The layout of a pool with its defaults. */
export function poolLayout(pool: PoolDescription): PoolLayout {
  const isSns = (pool.type ?? 'sns') === 'sns';
  return {
    n: pool.dataUnits,
    k: pool.parityUnits,
    s: pool.spareUnits ?? (isSns ? pool.parityUnits : 0),
  };
}

/**
 * The failures that a pool on these drives tolerates. sns: an enclosure may fail while K covers the
 * units on it, provided the drives are spread evenly enough; dix and md: all enclosures but one, up
 * to K.
 */
export function computedTolerance(
  pool: PoolDescription,
  drives: readonly DrivePlace[],
): AllowedFailures {
  const perEnclosure = drivesPerNode(drives);
  const enclosures = perEnclosure.size;
  const { n, k, s } = poolLayout(pool);
  if (pool.type === 'dix' || pool.type === 'md') {
    const tolerated = Math.max(0, Math.min(enclosures - 1, k));
    return { site: 0, rack: 0, encl: tolerated, ctrl: tolerated, disk: tolerated };
  }
  const fewest = Math.min(...perEnclosure.values()) * enclosures;
  const encl =
    enclosures === 0 || fewest < drives.length
      ? 0
      : Math.floor(k / Math.ceil((n + k + s) / enclosures));
  return { site: 0, rack: 0, encl, ctrl: Math.min(encl, k), disk: k };
}

/** How many of the drives each node has. */
export function drivesPerNode(drives: readonly DrivePlace[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { node } of drives) counts.set(node, (counts.get(node) ?? 0) + 1);
  return counts;
}
