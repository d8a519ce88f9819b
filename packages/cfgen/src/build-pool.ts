import type { BuildContext } from './build-context.js';
import { buildVirtualObjects } from './build-virtual-objects.js';
import type { Fid } from './fid.js';
import { driveAt, type Enclosure } from './hardware.js';
import type { ClusterPool } from './motr-config.js';
import type { Tolerance } from './motr-object.js';
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

/** Every vector from none to `tolerance` but all zeros, in lexicographic order. */
function* formulaicAllowances(tolerance: Tolerance): Generator<Tolerance> {
  const [sites, racks, encls, ctrls, disks] = tolerance.map((most) =>
    Array.from({ length: most + 1 }, (_, failures) => failures),
  ) as [number[], number[], number[], number[], number[]];
  for (const site of sites)
    for (const rack of racks)
      for (const encl of encls)
        for (const ctrl of ctrls)
          for (const disk of disks)
            if (site + rack + encl + ctrl + disk > 0) yield [site, rack, encl, ctrl, disk];
}
