import type { PoolDescription } from './model.js';

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
