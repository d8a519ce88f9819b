import { quoted } from '@hare/base/schema';
import { poolDrives } from '../pool-drives.js';
import { drivesPerNode } from '../pool-tolerance.js';
import type { Rule } from './rule.js';

/** No pool promises to survive more than its parity and its enclosures allow. */
export const allowedFailuresRule: Rule = (model, report) => {
  const drives = poolDrives(model);
  const hostnamesAreUnique =
    new Set(model.nodes.map((node) => node.hostname)).size === model.nodes.length;
  for (const [p, pool] of model.pools.entries()) {
    const allowed = pool.allowedFailures;
    if (allowed === undefined) continue;
    const path = ['pools', p, 'allowed_failures'] as const;
    const k = pool.parityUnits;
    const check = (
      level: keyof typeof allowed,
      most: number,
      why: string,
      reads: readonly (string | number)[],
    ): void => {
      const value = allowed[level];
      if (value >= 0 && value <= most) return;
      report.error(
        'CDF_ALLOWED_FAILURES',
        [...path, level],
        `pool ${quoted(pool.name)}: allowed_failures.${level} is ${value}, must be ${most === 0 ? '0' : `from 0 to ${most}`}${why}`,
        `set ${level} to ${value < 0 ? 0 : most}`,
        [reads],
      );
    };
    const parity = ['pools', p, 'parity_units'];
    for (const level of ['site', 'rack'] as const)
      check(level, 0, ', as the cluster has one', path);
    for (const level of ['ctrl', 'disk'] as const) check(level, k, ' (= parity_units)', parity);
    const nodes = drivesPerNode(drives.of(pool)).size;
    if (k <= nodes - 1) check('encl', k, ' (= parity_units)', parity);
    else if (hostnamesAreUnique)
      check(
        'encl',
        Math.max(0, nodes - 1),
        `, as the pool is on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
        ['nodes'],
      );
  }
};
