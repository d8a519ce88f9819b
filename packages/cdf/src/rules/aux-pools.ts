import { quoted } from '@hare/base/schema';
import { poolDrives } from '../pool-drives.js';
import { poolLayout, computedTolerance, drivesPerNode } from '../pool-tolerance.js';
import type { Rule } from './rule.js';

const mostAuxPools = 1000;

/**
 * With create_aux: every sns pool can lose its tolerated nodes and still be laid out, and the aux
 * pools stay countable.
 */
export const auxPoolsRule: Rule = (model, report) => {
  if (model.createAux !== true) return;
  const drives = poolDrives(model);
  let total = 0;
  const shares: string[] = [];
  for (const [p, pool] of model.pools.entries()) {
    if ((pool.type ?? 'sns') !== 'sns') continue;
    const path = ['pools', p] as const;
    const { n, k, s } = poolLayout(pool);
    if (n <= k)
      report.error(
        'CDF_AUX_LAYOUT',
        [...path, 'data_units'],
        `pool ${quoted(pool.name)}: data_units is ${n}, must be above ${k} (= parity_units) ` +
          'with create_aux, as aux pools have N-K data units',
        'raise data_units, lower parity_units, or set create_aux to false',
      );
    const places = drives.of(pool);
    const counts = [...drivesPerNode(places).values()].sort((a, b) => a - b);
    const most = Math.min(
      pool.allowedFailures?.encl ?? computedTolerance(pool, places).encl,
      counts.length - 1,
    );
    if (most < 1) continue;
    const left = counts.slice(0, counts.length - most).reduce((sum, count) => sum + count, 0);
    if (n > k && left < n + s) {
      report.error(
        'CDF_AUX_TOO_FEW_DISKS',
        [...path, 'data_units'],
        `pool ${quoted(pool.name)}: without ${most} of its ${counts.length} nodes ${left} ` +
          `disks are left, an aux pool (N-K)+K+S = ${n - k}+${k}+${s} needs ${n + s}`,
        'add disks to the pool, lower allowed_failures.encl, or set create_aux to false',
        [['nodes'], path],
      );
    }
    const made = auxPoolCount(counts.length, most);
    total += made;
    shares.push(`${pool.name}: ${describeCount(made)} (up to ${most} of ${counts.length} nodes)`);
  }
  if (total > mostAuxPools)
    report.error(
      'CDF_TOO_MANY_AUX_POOLS',
      ['create_aux'],
      `create_aux makes ${describeCount(total)} aux pools, at most ${mostAuxPools} are ` +
        `allowed; ${shares.join(', ')}`,
      'lower allowed_failures.encl of these pools, or set create_aux to false',
      [['nodes'], ['pools']],
    );
};

/** How many aux pools a base pool on so many nodes gets: every way to lose 1 … `most` of them. */
function auxPoolCount(nodes: number, most: number): number {
  let combinations = 1;
  let total = 0;
  for (let lost = 1; lost <= most; lost += 1) {
    combinations = (combinations * (nodes - lost + 1)) / lost;
    total += combinations;
  }
  return total;
}

function describeCount(count: number): string {
  return count < 1e15 ? String(count) : count.toExponential(1);
}
