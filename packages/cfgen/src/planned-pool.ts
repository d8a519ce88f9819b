import type { PoolType } from '@hare/cdf';
import type { Drive } from './hardware.js';
import type { Tolerance } from './motr-object.js';
import type { Layout } from './tolerance.js';

/** A pool that is fully decided but not made yet. */
export interface PlannedPool {
  readonly type: PoolType;
  /** Undefined for a dix or md pool that the CDF does not name. */
  readonly name: string | undefined;
  /** The pool an auxiliary pool is for. */
  readonly base: string | undefined;
  readonly layout: Layout;
  readonly drives: readonly Drive[];
  readonly tolerance: Tolerance;
}
