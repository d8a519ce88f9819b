import { HareError } from '@hare/confstore/error';
import { combinations } from './combinations.js';
import type { Drive, Enclosure } from './hardware.js';
import type { PlannedPool } from './planned-pool.js';
import { snsTolerance } from './tolerance.js';

/** More auxiliary pools than this are refused: their number grows with the binomial coefficient of nodes over failures. */
export const maxAuxiliaryPools = 1000;

/** More places of drives in auxiliary pools than this do not fit into memory. */
const maxAuxiliaryDrives = 3_000_000;

/**
 * The pools that stay usable while up to `encl tolerance` nodes of a base pool are down: one per combination of the nodes that are left,
 * fewest nodes first, with the base pool's drives on those nodes and K data units less.
 * @throws HareError `CFGEN_AUX_POOLS` when there are too many of them.
 */
export function auxiliaryPools(bases: readonly PlannedPool[]): PlannedPool[] {
  refuseTooMany(bases);
  return bases.flatMap((base) => {
    const name = base.name ?? '';
    const nodes = nodesOf(base);
    const layout = { ...base.layout, dataUnits: base.layout.dataUnits - base.layout.parityUnits };
    return remainingNodes(base)
      .flatMap((size) => combinations(nodes, size))
      .map((kept, index): PlannedPool => {
        const drives = drivesOn(base, new Set(kept));
        return { type: 'sns', name: `${name}-aux${String(index + 1).padStart(3, '0')}`, base: name, layout, drives, tolerance: snsTolerance(layout, drives) };
      });
  });
}

function nodesOf(pool: PlannedPool): Enclosure[] {
  return [...new Set(pool.drives.map((drive) => drive.controller.enclosure))];
}

/** How many nodes may be left, fewest first. */
function remainingNodes(pool: PlannedPool): number[] {
  const nodes = nodesOf(pool).length;
  const failures = Math.min(pool.tolerance[2], nodes - 1);
  return Array.from({ length: Math.max(failures, 0) }, (_, index) => nodes - failures + index);
}

function drivesOn(pool: PlannedPool, nodes: ReadonlySet<Enclosure>): Drive[] {
  return pool.drives.filter((drive) => nodes.has(drive.controller.enclosure));
}

function refuseTooMany(bases: readonly PlannedPool[]): void {
  let pools = 0;
  let drives = 0;
  const parts: string[] = [];
  for (const base of bases) {
    const nodes = nodesOf(base).length;
    const sizes = remainingNodes(base);
    const count = sizes.reduce((sum, size) => sum + binomial(nodes, size), 0);
    if (count === 0) continue;
    pools += count;
    drives += sizes.reduce((sum, size) => sum + (binomial(nodes, size) * size * base.drives.length) / nodes, 0);
    parts.push(`${base.name ?? ''}: ${count} (${nodes} nodes of which up to ${sizes.length} may fail)`);
  }
  if (pools <= maxAuxiliaryPools && drives <= maxAuxiliaryDrives) return;
  const what = pools > maxAuxiliaryPools ? `create_aux makes ${pools} auxiliary pools, at most ${maxAuxiliaryPools} are allowed` : `the auxiliary pools of create_aux hold ${Math.round(drives)} drives, at most ${maxAuxiliaryDrives} fit into memory`;
  throw new HareError('CFGEN_AUX_POOLS', `${what}: ${parts.join(', ')}`, { hint: 'lower allowed_failures.encl of the pool, use pools of fewer nodes, or set create_aux to false' });
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) result = (result * (n - Math.min(k, n - k) + i)) / i;
  return Math.round(result);
}
