import {
  poolDrives,
  type ClusterDescription,
  type PoolDescription,
  type PoolDrives,
} from '@hare/cdf';
import { HareError } from '@hare/base';
import { auxiliaryPools } from './auxiliary-pools.js';
import { planPool, type PlannedPool } from './planned-pool.js';

/**
 * Decides all pools of a cluster, in order of creation: those of the CDF, the auxiliary ones, then
 * the dix and the md pool if the CDF has none.
 */
export function planPools(description: ClusterDescription): PlannedPool[] {
  const drives = poolDrives(description);
  const named = description.pools.map((pool) => ({ pool, plan: planNamedPool(pool, drives) }));
  const sns = named.filter(({ plan }) => plan.type === 'sns');
  const ordered =
    description.createAux === true
      ? [...named.filter(({ plan }) => plan.type !== 'sns'), ...sns]
      : named;
  const auxiliary = description.createAux === true ? auxiliaryPools(sns) : [];
  const automatic = (['dix', 'md'] as const)
    .filter((type) => !named.some(({ plan }) => plan.type === type))
    .map((type) => {
      const pool: PoolDescription = {
        name: '',
        type,
        dataUnits: 1,
        parityUnits: ioEnclosures(description) - 1,
      };
      return planPool(pool, drives.of(pool), { name: undefined });
    });
  return [...ordered.map(({ plan }) => plan), ...auxiliary, ...automatic];
}

/** The number of enclosures with data drives. */
export function ioEnclosures(description: ClusterDescription): number {
  return description.nodes.filter(({ m0Servers }) => m0Servers.some(({ data }) => data.length > 0))
    .length;
}

function planNamedPool(pool: PoolDescription, drives: PoolDrives): PlannedPool {
  const places = drives.of(pool);
  const refs = (pool.type ?? 'sns') === 'sns' ? (pool.diskRefs ?? []) : [];
  const [wrong] = refs.filter((ref) => drives.matching(ref, 'sns').length !== 1);
  if (wrong !== undefined) {
    const node = wrong.node === undefined ? '' : ` of node ${wrong.node}`;
    throw new HareError(
      'CFGEN_DISK_REF',
      `pool ${pool.name}: ${wrong.path}${node} is a data device of ` +
        `${drives.matching(wrong, 'sns').length} nodes, must be of one`,
      { hint: 'correct disk_refs; to find the place: hare-cdf validate CDF' },
    );
  }
  return planPool(pool, places, { name: pool.name });
}
