import { nearestHint } from '@hare/base';
import { quoted } from '@hare/base/schema';
import type { Rule } from './rule.js';

/** Profiles have unique names and name existing pools, each once. */
export const profilesRule: Rule = (model, report) => {
  const pools = new Set(model.pools.map((pool) => pool.name));
  const names = new Map<string, number>();
  for (const [i, profile] of (model.profiles ?? []).entries()) {
    const first = names.get(profile.name);
    if (first === undefined) names.set(profile.name, i);
    else
      report.error(
        'CDF_PROFILE_REPEATED',
        ['profiles', i, 'name'],
        `profiles[${first}] and profiles[${i}] both have the name ${quoted(profile.name)}`,
        'give every profile its own name',
      );
    const seen = new Set<string>();
    for (const [j, pool] of profile.pools.entries()) {
      const path = ['profiles', i, 'pools', j] as const;
      const name = `profile ${quoted(profile.name)}`;
      if (seen.has(pool))
        report.error(
          'CDF_PROFILE_POOL_REPEATED',
          path,
          `${name} contains the pool ${quoted(pool)} twice`,
          'remove one of them',
        );
      else if (!pools.has(pool)) {
        report.error(
          'CDF_PROFILE_POOL_UNKNOWN',
          path,
          `${name} names the pool ${quoted(pool)}, which does not exist`,
          nearestHint(pool, pools, `pools are ${[...pools].slice(0, 5).join(', ')}`),
          [['pools']],
        );
      }
      seen.add(pool);
    }
  }
};
