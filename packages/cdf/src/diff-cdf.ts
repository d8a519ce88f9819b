import { factFields, meaningOf, type Meant, type MeantFields, type MeantNode } from './meaning.js';
import type { ClusterDescription } from './model.js';

/** One difference in meaning between two descriptions. */
export interface CdfChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly of: 'cluster' | 'node' | 'disk' | 'pool' | 'profile' | 'filter';
  /** Hostname, pool name, or device path; empty for the cluster. */
  readonly name: string;
  /** Of disks: the hostname. */
  readonly node?: string;
  /** What changed, by CDF names; empty for added and removed ones. */
  readonly fields: readonly FieldChange[];
  /** Only cores, memory, sizes or node groups changed: the cluster is the same. */
  readonly factsOnly: boolean;
}

export interface FieldChange {
  readonly field: string;
  readonly from: Meant;
  readonly to: Meant;
}

/**
 * The differences from `a` to `b` by meaning: nodes, disks, pools, profiles, filters and settings
 * added, removed and changed; none when they mean the same.
 */
export function diffCdf(a: ClusterDescription, b: ClusterDescription): readonly CdfChange[] {
  const [from, to] = [meaningOf(a), meaningOf(b)];
  const orders = (['nodes', 'pools', 'profiles', 'filters'] as const).flatMap((list) =>
    orderChange(`order of ${list}`, [...from[list].keys()], [...to[list].keys()]),
  );
  return [
    ...changed('cluster', '', [...fieldChanges(from.settings, to.settings), ...orders]),
    ...changes('node', from.nodes, to.nodes, nodeChanges),
    ...changes('pool', from.pools, to.pools, (name, before, after) =>
      changed('pool', name, [
        ...fieldChanges(before.fields, after.fields),
        ...listChange('disk_refs', before.disks, after.disks),
      ]),
    ),
    ...changes('profile', from.profiles, to.profiles, (name, before, after) =>
      changed('profile', name, listChange('pools', before, after)),
    ),
    ...changes('filter', from.filters, to.filters, (name, before, after) =>
      changed('filter', name, fieldChanges(before, after)),
    ),
  ];
}

/** What is only in one of the two, and what changed in those that are in both. */
function changes<T>(
  of: CdfChange['of'],
  from: ReadonlyMap<string, T>,
  to: ReadonlyMap<string, T>,
  inBoth: (name: string, before: T, after: T) => readonly CdfChange[],
): readonly CdfChange[] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((name) => {
    const [before, after] = [from.get(name), to.get(name)];
    if (before !== undefined && after !== undefined) return inBoth(name, before, after);
    const kind = before === undefined ? 'added' : 'removed';
    return [{ kind, of, name, fields: [], factsOnly: false }];
  });
}

function nodeChanges(name: string, before: MeantNode, after: MeantNode): readonly CdfChange[] {
  const order = orderChange('order of disks', [...before.disks.keys()], [...after.disks.keys()]);
  const disks = changes('disk', before.disks, after.disks, (disk, was, is) =>
    changed('disk', disk, fieldChanges(was, is)),
  );
  return [
    ...changed('node', name, [...fieldChanges(before.fields, after.fields), ...order]),
    ...disks.map((change) => ({ ...change, node: name })),
  ];
}

function changed(
  of: CdfChange['of'],
  name: string,
  fields: readonly FieldChange[],
): readonly CdfChange[] {
  if (fields.length === 0) return [];
  const factsOnly = fields.every(({ field }) => factFields.has(field));
  return [{ kind: 'changed', of, name, fields, factsOnly }];
}

function fieldChanges(before: MeantFields, after: MeantFields): readonly FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** A change of a list, described by the items added and removed. */
function listChange(
  field: string,
  before: readonly string[],
  after: readonly string[],
): readonly FieldChange[] {
  const [was, is] = [new Set(before), new Set(after)];
  const gone = before.filter((item) => !is.has(item));
  const come = after.filter((item) => !was.has(item));
  if (gone.length + come.length === 0) return orderChange(`order of ${field}`, before, after);
  return [{ field, from: gone.join(', ') || null, to: come.join(', ') || null }];
}

/** The same things in another order: their fids change. */
function orderChange(
  field: string,
  before: readonly string[],
  after: readonly string[],
): readonly FieldChange[] {
  const present = new Set(after);
  const inBoth = new Set(before.filter((item) => present.has(item)));
  const [was, is] = [
    before.filter((item) => inBoth.has(item)),
    after.filter((item) => inBoth.has(item)),
  ];
  return was.every((item, i) => item === is[i])
    ? []
    : [{ field, from: was.join(', '), to: is.join(', ') }];
}

/** A change as a person reads it: `changed disk /dev/sdc of data-1: size 10 → 20`. */
export function formatChange(change: CdfChange): string {
  const subject =
    change.of === 'cluster'
      ? 'cluster'
      : `${change.of} ${change.name}${change.node === undefined ? '' : ` of ${change.node}`}`;
  const fields = change.fields.map(({ field, from, to }) => `${field} ${show(from)} → ${show(to)}`);
  return `${change.kind} ${subject}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}${change.factsOnly ? ' (facts only)' : ''}`;
}

function show(value: Meant): string {
  return value === null ? 'none' : String(value);
}
