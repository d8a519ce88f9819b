import type { ClusterDescription, PoolDescription } from '@hare/cdf';
import { auxiliaryPools } from './auxiliary-pools.js';
import { indexDrives, type DriveIndex } from './drive-index.js';
import type { Controller, Drive, Enclosure } from './hardware.js';
import type { Tolerance } from './motr-object.js';
import type { PlannedPool } from './planned-pool.js';
import { metadataTolerance, snsTolerance, type Layout } from './tolerance.js';

/** Decides all pools of a cluster, in order of creation: those of the CDF, the auxiliary ones, then the dix and the md pool if the CDF has none. */
export function planPools(description: ClusterDescription, enclosures: readonly Enclosure[]): PlannedPool[] {
  const index = indexDrives(enclosures);
  const controllers = enclosures.flatMap((enclosure) => enclosure.controllers);
  const ioEnclosures = enclosures.filter((enclosure) => enclosure.controllers.length > 0).length;
  const named = description.pools.map((pool) => planNamedPool(pool, index, controllers, ioEnclosures));
  const isSns = (pool: PlannedPool): boolean => pool.type === 'sns';
  const ordered = description.createAux === true ? [...named.filter((pool) => !isSns(pool)), ...named.filter(isSns), ...auxiliaryPools(named.filter(isSns))] : named;
  const automatic = (['dix', 'md'] as const).filter((type) => !named.some((pool) => pool.type === type)).map((type) => planAutomaticPool(type, controllers, ioEnclosures));
  return [...ordered, ...automatic];
}

function planNamedPool(pool: PoolDescription, index: DriveIndex, controllers: readonly Controller[], ioEnclosures: number): PlannedPool {
  const type = pool.type ?? 'sns';
  const layout: Layout = { dataUnits: pool.dataUnits, parityUnits: pool.parityUnits, spareUnits: pool.spareUnits ?? (type === 'sns' ? pool.parityUnits : 0) };
  const drives = type === 'sns' ? snsDrives(pool, index) : metadataDrives(type, controllers);
  const computed = (): Tolerance => (type === 'sns' ? snsTolerance(layout, drives) : metadataTolerance(ioEnclosures, layout.parityUnits));
  const given = pool.allowedFailures;
  return { type, name: pool.name, base: undefined, layout, drives, tolerance: given === undefined ? computed() : [given.site, given.rack, given.encl, given.ctrl, given.disk] };
}

function planAutomaticPool(type: 'dix' | 'md', controllers: readonly Controller[], ioEnclosures: number): PlannedPool {
  const layout: Layout = { dataUnits: 1, parityUnits: ioEnclosures - 1, spareUnits: 0 };
  return { type, name: undefined, base: undefined, layout, drives: metadataDrives(type, controllers), tolerance: metadataTolerance(ioEnclosures, layout.parityUnits) };
}

/** In the order of the pool's disk_refs; without them all data drives, never those of the CAS services. */
function snsDrives(pool: PoolDescription, index: DriveIndex): readonly Drive[] {
  if (pool.diskRefs === undefined || pool.diskRefs.length === 0) return index.all;
  return pool.diskRefs.map((ref) => index.find(pool.name, ref));
}

/** A dix pool is on the drive of every CAS service, an md pool on the first drive of every controller, whatever disk_refs say. */
function metadataDrives(type: 'dix' | 'md', controllers: readonly Controller[]): Drive[] {
  return controllers.flatMap(({ drives, cas }) => (type === 'dix' ? cas : drives[0]) ?? []);
}
