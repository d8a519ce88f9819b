import { quoted } from '@hare/base/schema';
import { poolDrives } from '../pool-drives.js';
import { poolLayout } from '../pool-tolerance.js';
import type { Rule } from './rule.js';

/**
 * N, K and S of a pool fit each other, its type and its drives. disk_refs that match nothing count
 * here, as they are reported for themselves.
 */
export const layoutsRule: Rule = (model, report) => {
  const drives = poolDrives(model);
  if (drives.data.length === 0) return;
  for (const [p, pool] of model.pools.entries()) {
    const { n, k, s } = poolLayout(pool);
    const path = ['pools', p] as const;
    const name = `pool ${quoted(pool.name)}`;
    const isSns = (pool.type ?? 'sns') === 'sns';
    if (!isSns && n !== 1)
      report.error(
        'CDF_DATA_UNITS',
        [...path, 'data_units'],
        `${name}: data_units is ${n}, must be 1 in a pool of type ${pool.type ?? 'sns'}`,
        'set data_units to 1',
        [[...path, 'type']],
      );
    if (s !== 0 && s !== k)
      report.error(
        'CDF_SPARE_UNITS',
        [...path, 'spare_units'],
        `${name}: spare_units is ${s}, must be 0 or ${k} (= parity_units)`,
        `set spare_units to 0 or ${k}`,
        [[...path, 'parity_units']],
      );
    const count =
      isSns && pool.diskRefs !== undefined ? pool.diskRefs.length : drives.of(pool).length;
    if (count >= n + k + s || (!isSns && n !== 1)) continue;
    const kind =
      pool.type === 'dix' ? 'metadata device' : pool.type === 'md' ? 'controller' : 'disk';
    report.error(
      'CDF_TOO_FEW_DISKS',
      [...path, 'data_units'],
      `${name} has ${count} ${kind}${count === 1 ? '' : 's'}, its layout N+K+S = ` +
        `${n}+${k}+${s} needs ${n + k + s}`,
      'add devices to the pool, or lower data_units, parity_units or spare_units',
      [path, ['nodes']],
    );
  }
};
