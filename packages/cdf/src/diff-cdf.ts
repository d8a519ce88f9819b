import {
  factFields,
  meaningOf,
  type Meant,
  type MeantFields,
  type MeantNode,
  type MeantPool,
} from './meaning.js';
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
    ...pairs(from.nodes, to.nodes).flatMap(({ name, before, after }) =>
      nodeChanges(name, before, after),
    ),
    ...pairs(from.pools, to.pools).flatMap(({ name, before, after }) =>
      poolChanges(name, before, after),
    ),
    ...pairs(from.profiles, to.profiles).flatMap(
      ({ name, before, after }) =>
        whole('profile', name, before, after) ??
        changed('profile', name, listChange('pools', before ?? [], after ?? [])),
    ),
    ...pairs(from.filters, to.filters).flatMap(
      ({ name, before, after }) =>
        whole('filter', name, before, after) ??
        changed('filter', name, fieldChanges(before ?? {}, after ?? {})),
    ),
  ];
}

const nothing: MeantNode = { fields: {}, disks: new Map() };

function nodeChanges(
  name: string,
  before: MeantNode | undefined,
  after: MeantNode | undefined,
): readonly CdfChange[] {
  const entire = whole('node', name, before, after);
  if (entire !== undefined) return entire;
  const [was, is] = [before ?? nothing, after ?? nothing];
  const order = orderChange('order of disks', [...was.disks.keys()], [...is.disks.keys()]);
  return [
    ...changed('node', name, [...fieldChanges(was.fields, is.fields), ...order]),
    ...pairs(was.disks, is.disks).flatMap((disk) =>
      (
        whole('disk', disk.name, disk.before, disk.after) ??
        changed('disk', disk.name, fieldChanges(disk.before ?? {}, disk.after ?? {}))
      ).map((change) => ({ ...change, node: name })),
    ),
  ];
}

function poolChanges(
  name: string,
  before: MeantPool | undefined,
  after: MeantPool | undefined,
): readonly CdfChange[] {
  return (
    whole('pool', name, before, after) ??
    changed('pool', name, [
      ...fieldChanges(before?.fields ?? {}, after?.fields ?? {}),
      ...listChange('disk_refs', before?.disks ?? [], after?.disks ?? []),
    ])
  );
}

function pairs<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
): readonly {
  readonly name: string;
  readonly before: T | undefined;
  readonly after: T | undefined;
}[] {
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => ({
    name,
    before: a.get(name),
    after: b.get(name),
  }));
}

function whole(
  of: CdfChange['of'],
  name: string,
  before: unknown,
  after: unknown,
): readonly CdfChange[] | undefined {
  if (before !== undefined && after !== undefined) return undefined;
  return [
    { kind: before === undefined ? 'added' : 'removed', of, name, fields: [], factsOnly: false },
  ];
}

function changed(
  of: CdfChange['of'],
  name: string,
  fields: readonly FieldChange[],
): readonly CdfChange[] {
  return fields.length === 0
    ? []
    : [
        {
          kind: 'changed',
          of,
          name,
          fields,
          factsOnly: fields.every(({ field }) => factFields.has(field)),
        },
      ];
}

function fieldChanges(before: MeantFields, after: MeantFields): readonly FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** A change of a list, told by what came and went. */
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
