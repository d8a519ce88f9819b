import { type Path, quoted } from '@hare/base/schema';
import type { ClusterDescription, DiskRef, PoolDescription } from '../model.js';
import { poolDrives, type DrivePlace, type PoolDrives } from '../pool-drives.js';
import type { Rule, RuleReport } from './rule.js';

/** disk_refs name existing devices, each once, and sns pools do not compete for disks. */
export const diskRefsRule: Rule = (model, report) => {
  const drives = poolDrives(model);
  const taken = new Map<string, string>();
  for (const [p, pool] of model.pools.entries()) {
    const refs = pool.diskRefs ?? [];
    if (refs.length === 0) continue;
    if (pool.type === 'md')
      report.error(
        'CDF_DISK_REFS_OF_MD',
        ['pools', p, 'disk_refs'],
        `pool ${quoted(pool.name)} of type md has disk_refs; it always uses the first drive ` +
          'of every controller',
        'remove disk_refs',
        [['pools', p, 'type']],
      );
    else checkRefs(model, drives, pool, p, taken, report);
  }
  checkCompetition(model, report);
};

function checkRefs(
  model: ClusterDescription,
  drives: PoolDrives,
  pool: PoolDescription,
  p: number,
  taken: Map<string, string>,
  report: RuleReport,
): void {
  const type = pool.type === 'dix' ? 'dix' : 'sns';
  const seen = new Map<string, number>();
  for (const [r, ref] of (pool.diskRefs ?? []).entries()) {
    const path: Path = ['pools', p, 'disk_refs', r];
    const name = `pool ${quoted(pool.name)}: disk_refs[${r}]`;
    const [place, ...more] = drives.matching(ref, type);
    if (place === undefined) {
      report.error(
        'CDF_DISK_REF_UNKNOWN',
        path,
        `${name} names ${describe(ref)}, which is not a ` +
          `${type === 'dix' ? 'metadata' : 'data'} device of the cluster`,
        hintFor(model, drives, ref, type),
        [['nodes']],
      );
      continue;
    }
    if (more.length > 0) {
      const hosts = [
        ...new Set([place, ...more].map(({ node }) => model.nodes[node]?.hostname ?? '')),
      ];
      if (hosts.length === 1) continue; // repeated hostnames and devices are reported for themselves
      report.error(
        'CDF_DISK_REF_AMBIGUOUS',
        path,
        `${name} names ${quoted(ref.path)}, which ${hosts.length} nodes have: ` +
          `${hosts.slice(0, 3).join(', ')}${hosts.length > 3 ? ', …' : ''}`,
        `add the node: ${hosts[0] ?? ''}`,
        [['nodes']],
      );
      continue;
    }
    const id = identify(place);
    const first = seen.get(id);
    if (first !== undefined)
      report.error(
        'CDF_DISK_REF_REPEATED',
        path,
        `${name} names ${describe(ref)}, as disk_refs[${first}] does`,
        'use each device once',
      );
    seen.set(id, first ?? r);
    if (type === 'dix' || model.createAux === true || first !== undefined) continue;
    const owner = taken.get(id);
    if (owner !== undefined)
      report.error(
        'CDF_DISK_SHARED',
        path,
        `${name} names ${describe(ref)}, which belongs to pool ${quoted(owner)}`,
        'remove it from one of the pools',
        [['create_aux']],
      );
    taken.set(id, owner ?? pool.name);
  }
}

function checkCompetition(model: ClusterDescription, report: RuleReport): void {
  const sns = model.pools.flatMap((pool, p) =>
    (pool.type ?? 'sns') === 'sns' ? [{ p, pool }] : [],
  );
  const unrestricted = sns.filter(({ pool }) => (pool.diskRefs ?? []).length === 0);
  if (sns.length < 2) return;
  for (const { p, pool } of unrestricted) {
    report.error(
      'CDF_POOLS_COMPETE',
      ['pools', p],
      `pool ${quoted(pool.name)} has no disk_refs, which is only possible with one sns pool, ` +
        `but there are ${sns.length}`,
      'add disk_refs to every sns pool, or keep only one sns pool',
      [['pools', p, 'disk_refs']],
    );
  }
}

function hintFor(
  model: ClusterDescription,
  drives: PoolDrives,
  ref: DiskRef,
  type: 'sns' | 'dix',
): string {
  const elsewhere = drives
    .matching({ path: ref.path }, type)
    .map(({ node }) => model.nodes[node]?.hostname ?? '');
  if (elsewhere.length > 0)
    return (
      `${elsewhere.slice(0, 3).join(', ')} ${elsewhere.length === 1 ? 'has' : 'have'} a device ` +
      'of this path'
    );
  const other = drives.matching(ref, type === 'sns' ? 'dix' : 'sns');
  if (other.length > 0)
    return type === 'sns'
      ? 'it is a metadata device; a pool of type sns is on data devices'
      : 'it is a data device; a pool of type dix is on metadata devices';
  return 'use the path of a device in io_disks of its node';
}

function describe(ref: DiskRef): string {
  return ref.node === undefined ? quoted(ref.path) : `${quoted(ref.path)} of ${quoted(ref.node)}`;
}

function identify({ node, server, drive }: DrivePlace): string {
  return `${node}/${server}/${drive}`;
}
