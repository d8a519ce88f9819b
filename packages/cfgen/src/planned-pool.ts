import {
  type DrivePlace,
  type PoolDescription,
  type PoolLayout,
  type PoolType,
  computedTolerance,
  poolLayout,
} from '@hare/cdf';
import type { Tolerance } from './motr-object.js';

/** A pool that is fully decided but not made yet. */
export interface PlannedPool {
  readonly type: PoolType;
  /** Undefined for a dix or md pool that the CDF does not name. */
  readonly name: string | undefined;
  /** The pool an auxiliary pool is for. */
  readonly base: string | undefined;
  readonly layout: PoolLayout;
  readonly drives: readonly DrivePlace[];
  readonly tolerance: Tolerance;
}

/** Decides a pool on given drives; its tolerance is computed where the description gives none. */
export function planPool(
  pool: PoolDescription,
  drives: readonly DrivePlace[],
  about: { readonly name: string | undefined; readonly base?: string },
): PlannedPool {
  const { site, rack, encl, ctrl, disk } = pool.allowedFailures ?? computedTolerance(pool, drives);
  return {
    type: pool.type ?? 'sns',
    name: about.name,
    base: about.base,
    layout: poolLayout(pool),
    drives,
    tolerance: [site, rack, encl, ctrl, disk],
  };
}
