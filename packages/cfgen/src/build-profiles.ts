import type { ClusterDescription } from '@hare/cdf';
import { HareError } from '@hare/base';
import type { BuildContext } from './build-context.js';
import type { BuiltPool } from './build-pool.js';
import type { ClusterProfile } from './motr-config.js';

/**
 * Makes the profiles: each its named pools, the auxiliary pools of these, then the dix and the md
 * pool if not among them. A CDF without profiles has one, `default`, with all sns pools.
 * @throws HareError `CFGEN_PROFILE_POOL` when a profile names a pool that does not exist.
 */
export function buildProfiles(
  context: BuildContext,
  description: ClusterDescription,
  pools: readonly BuiltPool[],
): ClusterProfile[] {
  const sns = description.pools
    .filter(({ type }) => (type ?? 'sns') === 'sns')
    .map(({ name }) => name);
  const byName = new Map(
    pools.flatMap((pool) => (pool.name === undefined ? [] : [[pool.name, pool]])),
  );
  return (description.profiles ?? [{ name: 'default', pools: sns }]).map((profile) => {
    const named = profile.pools.map((name) => {
      const pool = byName.get(name);
      if (pool === undefined)
        throw new HareError(
          'CFGEN_PROFILE_POOL',
          `profile ${profile.name}: pool ${name} does not exist`,
          { hint: 'correct the profile; to find the place: hare-cdf validate CDF' },
        );
      return pool;
    });
    const auxiliary = profile.pools.flatMap((name) => pools.filter(({ base }) => base === name));
    const metadata = (['dix', 'md'] as const).flatMap((type) =>
      pools.filter((pool) => pool.type === type && !named.includes(pool)),
    );
    const members = [...named, ...auxiliary, ...metadata];
    const fid = context.take('profile');
    context.objects.push({ ...fid, pools: members.map((pool) => pool.fid) });
    return { fid, name: profile.name, pools: members };
  });
}
