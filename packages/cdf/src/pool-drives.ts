import type { ClusterDescription, DiskRef, PoolDescription } from './model.js';

/**
 * A drive by its position in the model: node, m0_server with data devices (= controller), and data
 * device or `meta` for its metadata drive.
 */
export interface DrivePlace {
  readonly node: number;
  readonly server: number;
  readonly drive: number | 'meta';
}

/** Finds the drives of pools; made once per model. */
export interface PoolDrives {
  /** Every data drive of the cluster, node by node. */
  readonly data: readonly DrivePlace[];
  /**
   * The drives that a pool is on, in their order: for sns those of its disk_refs, else all data
   * drives node by node; for dix the metadata drive and for md the first drive of every controller,
   * whatever its disk_refs say. Refs that match no drive, or several, are left out.
   */
  of(pool: PoolDescription): readonly DrivePlace[];
  /** All drives that a disk_ref can mean: data drives for sns, metadata drives for dix. */
  matching(ref: DiskRef, type: 'sns' | 'dix'): readonly DrivePlace[];
}

const known = new WeakMap<ClusterDescription, PoolDrives>();

/** Indexes the drives of a model. */
export function poolDrives(model: ClusterDescription): PoolDrives {
  const found = known.get(model) ?? indexDrives(model);
  known.set(model, found);
  return found;
}

function indexDrives(model: ClusterDescription): PoolDrives {
  const data: DrivePlace[] = [];
  const meta: DrivePlace[] = [];
  const first: DrivePlace[] = [];
  const index = { sns: new Map<string, DrivePlace[]>(), dix: new Map<string, DrivePlace[]>() };
  const add = (type: 'sns' | 'dix', hostname: string, path: string, place: DrivePlace): void => {
    for (const key of [path, `${hostname}\n${path}`]) {
      const places = index[type].get(key);
      if (places === undefined) index[type].set(key, [place]);
      else places.push(place);
    }
  };
  for (const [node, { hostname, m0Servers }] of model.nodes.entries()) {
    for (const [server, { data: drives, metaData }] of m0Servers.entries()) {
      if (drives.length === 0) continue;
      for (const [drive, { path }] of drives.entries()) {
        data.push({ node, server, drive });
        add('sns', hostname, path, { node, server, drive });
      }
      first.push({ node, server, drive: 0 });
      meta.push({ node, server, drive: 'meta' });
      if (metaData !== undefined) add('dix', hostname, metaData, { node, server, drive: 'meta' });
    }
  }
  const matching = (ref: DiskRef, type: 'sns' | 'dix'): readonly DrivePlace[] =>
    index[type].get(ref.node === undefined ? ref.path : `${ref.node}\n${ref.path}`) ?? [];
  return {
    data,
    matching,
    of(pool) {
      if (pool.type === 'dix') return meta;
      if (pool.type === 'md') return first;
      if (pool.diskRefs === undefined || pool.diskRefs.length === 0) return data;
      return pool.diskRefs.flatMap((ref) => {
        const places = matching(ref, 'sns');
        return places.length === 1 ? places : [];
      });
    },
  };
}
