import type { BuildContext } from './build-context.js';
import { buildVirtualObjects } from './build-virtual-objects.js';
import type { Fid } from './fid.js';
import { formulaicAllowances } from './formulaic-allowances.js';
import { driveAt, type Enclosure } from './hardware.js';
import type { ClusterPool } from './motr-config.js';
import type { PlannedPool } from './planned-pool.js';

/** A pool with its pool version. */
export interface BuiltPool extends ClusterPool {
  readonly pver: Fid<'pver'>;
}

/**
 * Makes a pool, its pool version, the virtual objects of that, and with `formulaic` the pool
 * versions that failures lead to (sns only).
 */
export function buildPool(
  context: BuildContext,
  plan: PlannedPool,
  enclosures: readonly Enclosure[],
  formulaic: boolean,
): BuiltPool {
  const fid = context.take('pool');
  const pver = context.take('pver');
  const pvers: Fid<'pver' | 'pver_f'>[] = [pver];
  const sites: Fid<'objv'>[] = [];
  const { n, k, s } = plan.layout;
  context.objects.push(
    { ...fid, pvers },
    {
      ...pver,
      dataUnits: n,
      parityUnits: k,
      spareUnits: s,
      poolWidth: plan.drives.length,
      tolerance: plan.tolerance,
      sites,
    },
  );
  sites.push(
    ...buildVirtualObjects(
      context,
      pver,
      plan.drives.flatMap((place) => driveAt(enclosures, place) ?? []),
    ),
  );
  if (formulaic && plan.type === 'sns') {
    for (const allowance of formulaicAllowances(plan.tolerance)) {
      const derived = context.take('pver_f');
      pvers.push(derived);
      context.objects.push({ ...derived, base: pver, allowance });
    }
  }
  return { fid, type: plan.type, name: plan.name, base: plan.base, pver };
}
