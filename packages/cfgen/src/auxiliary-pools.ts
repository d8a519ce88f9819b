import type { DrivePlace, PoolDescription } from '@hare/cdf';
import { HareError } from '@hare/base';
import { combinations } from './combinations.js';
import { planPool, type PlannedPool } from './planned-pool.js';

/** More auxiliary pools are refused: their number grows with the binomial coefficient. */
const maxAuxiliaryPools = 1000;

/** More places of drives in auxiliary pools than this do not fit into memory. */
const maxAuxiliaryDrives = 2_000_000;

interface Base {
  readonly pool: PoolDescription;
  readonly plan: PlannedPool;
}

/**
 * The pools that stay usable while up to `encl tolerance` nodes of a base pool are down: one per
 * combination of the nodes that are left, fewest nodes first, with the base pool's drives on those
 * nodes and K data units less; their tolerance is always computed.
 * @throws HareError `CFGEN_AUX_POOLS` when there are too many of them.
 */
export function auxiliaryPools(bases: readonly Base[]): PlannedPool[] {
  refuseTooMany(bases);
  return bases.flatMap(({ pool, plan }) => {
    const nodes = nodesOf(plan.drives);
    const { allowedFailures: _, ...rest } = pool;
    const auxiliary: PoolDescription = { ...rest, dataUnits: pool.dataUnits - pool.parityUnits };
    return remainingNodes(plan)
      .flatMap((size) => combinations(nodes, size))
      .map((nodesLeft, index) => {
        const left = new Set(nodesLeft);
        return planPool(
          auxiliary,
          plan.drives.filter(({ node }) => left.has(node)),
          { name: `${pool.name}-aux${String(index + 1).padStart(3, '0')}`, base: pool.name },
        );
      });
  });
}

/** In order of first appearance. */
function nodesOf(drives: readonly DrivePlace[]): number[] {
  return [...new Set(drives.map(({ node }) => node))];
}

/** How many nodes may be left, fewest first. */
function remainingNodes({ drives, tolerance }: PlannedPool): number[] {
  const nodes = nodesOf(drives).length;
  const failures = Math.max(Math.min(tolerance[2], nodes - 1), 0);
  return Array.from({ length: failures }, (_, index) => nodes - failures + index);
}

function refuseTooMany(bases: readonly Base[]): void {
  let pools = 0;
  let drives = 0;
  const parts: string[] = [];
  for (const { pool, plan } of bases) {
    const nodes = nodesOf(plan.drives).length;
    const sizes = remainingNodes(plan);
    const count = sizes.reduce((sum, size) => sum + binomial(nodes, size), 0);
    if (count === 0) continue;
    pools += count;
    drives += sizes.reduce(
      (sum, size) => sum + (binomial(nodes, size) * size * plan.drives.length) / nodes,
      0,
    );
    parts.push(`${pool.name}: ${count} (up to ${sizes.length} of ${nodes} nodes)`);
  }
  if (pools <= maxAuxiliaryPools && drives <= maxAuxiliaryDrives) return;
  const what =
    pools > maxAuxiliaryPools
      ? `create_aux produces ${pools} auxiliary pools; the limit is ${maxAuxiliaryPools}`
      : `the ${pools} auxiliary pools of create_aux have ${Math.round(drives)} drives in ` +
        `total; the limit is ${maxAuxiliaryDrives}`;
  throw new HareError('CFGEN_AUX_POOLS', `${what}; ${parts.join(', ')}`, {
    hint: 'lower allowed_failures.encl of these pools, or set create_aux to false',
  });
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1)
    result = (result * (n - Math.min(k, n - k) + i)) / i;
  return Math.round(result);
}
