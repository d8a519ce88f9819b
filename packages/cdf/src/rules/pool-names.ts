import { quoted } from '@hare/base/schema';
import type { Rule } from './rule.js';

/**
 * Pool names are unique, there is an sns pool, and at most one pool each of the types dix and md.
 */
export const poolNamesRule: Rule = (model, report) => {
  const names = new Map<string, number>();
  const single = new Map<string, string>();
  for (const [p, pool] of model.pools.entries()) {
    const first = names.get(pool.name);
    if (first === undefined) names.set(pool.name, p);
    else
      report.error(
        'CDF_POOL_REPEATED',
        ['pools', p, 'name'],
        `pools[${first}] and pools[${p}] both have the name ${quoted(pool.name)}`,
        'give each pool its own name',
      );
    const type = pool.type ?? 'sns';
    if (type === 'sns') continue;
    const other = single.get(type);
    if (other === undefined) single.set(type, pool.name);
    else
      report.error(
        'CDF_POOL_TYPE_REPEATED',
        ['pools', p, 'type'],
        `the pools ${quoted(other)} and ${quoted(pool.name)} are both of type ${type}; Motr ` +
          'supports one',
        'remove one of them',
      );
  }
  if (!model.pools.some((pool) => (pool.type ?? 'sns') === 'sns'))
    report.error(
      'CDF_NO_SNS_POOL',
      ['pools'],
      'no pool is of type sns',
      'add a pool of type sns, which stores the data',
    );
};
