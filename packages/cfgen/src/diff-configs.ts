import { attributeSpecs, type ConfObject, type ConfValue } from './conf-object.js';
import type { ConfigView } from './config-view.js';
import { fidName } from './fid.js';
import { identifyObjects, type Identities } from './identify-objects.js';
import { isFid } from './object-graph.js';

/**
 * How two configurations differ, object by object. Objects are matched by what they are, not by
 * fid: a drive by node and path.
 */
export interface ConfigDiff {
  readonly added: readonly ObjectChange[];
  readonly removed: readonly ObjectChange[];
  readonly changed: readonly (ObjectChange & { readonly attributes: readonly AttributeChange[] })[];
  /** Objects that are in both with different fids. For drives this points Motr at other disks. */
  readonly renumbered: readonly {
    readonly what: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** KV entries that say something the objects do not: ports, names, metadata and log devices. */
  readonly kv: readonly AttributeChange[];
  /** Other files that are new, gone or different. */
  readonly files: readonly {
    readonly name: string;
    readonly change: 'added' | 'removed' | 'changed';
  }[];
}

export interface ObjectChange {
  /** `drive /dev/sdb of ssc-1` */
  readonly what: string;
  /** `drive-3`, as in the newer configuration; for a removed object as in the older. */
  readonly object: string;
}

export interface AttributeChange {
  readonly name: string;
  /** Absent: it was not there. References are named by what they refer to. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Compares two configurations; equal ones give empty lists. */
export function diffConfigs(before: ConfigView, after: ConfigView): ConfigDiff {
  const [oldNames, newNames] = [identifyObjects(before), identifyObjects(after)];
  const oldObjects = new Map(before.objects.map((object) => [nameOf(object, oldNames), object]));
  const newObjects = new Map(after.objects.map((object) => [nameOf(object, newNames), object]));
  const both = [...newObjects].flatMap(([what, object]) => {
    const old = oldObjects.get(what);
    return old === undefined ? [] : [{ what, old, object }];
  });
  return {
    added: missingFrom(oldObjects, newObjects),
    removed: missingFrom(newObjects, oldObjects),
    changed: both.flatMap(({ what, old, object }) => {
      const attributes = compareAttributes(old, object, oldNames, newNames);
      return attributes.length === 0 ? [] : [{ what, object: fidName(object.fid), attributes }];
    }),
    renumbered: both.flatMap(({ what, old, object }) =>
      fidName(old.fid) === fidName(object.fid)
        ? []
        : [{ what, before: fidName(old.fid), after: fidName(object.fid) }],
    ),
    kv: compareMaps(meaningOnly(before.kv), meaningOnly(after.kv)),
    files: compareMaps(before.others, after.others).map(({ name, before: old, after: fresh }) => ({
      name,
      change: old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed',
    })),
  };
}

/** True when the two configurations say the same. */
export function isSameConfig(diff: ConfigDiff): boolean {
  return Object.values(diff).every((list: readonly unknown[]) => list.length === 0);
}

function nameOf(object: ConfObject, names: Identities): string {
  return names.get(fidName(object.fid)) ?? fidName(object.fid);
}

function missingFrom(
  some: ReadonlyMap<string, ConfObject>,
  others: ReadonlyMap<string, ConfObject>,
): ObjectChange[] {
  return [...others].flatMap(([what, object]) =>
    some.has(what) ? [] : [{ what, object: fidName(object.fid) }],
  );
}

/**
 * Left out: which pool versions a piece of hardware is in (the pool versions say it), and numbers
 * that are fid keys.
 */
const derived: Readonly<Record<string, readonly string[]>> = {
  site: ['pvers'],
  rack: ['pvers'],
  enclosure: ['pvers'],
  controller: ['pvers'],
  drive: ['pvers'],
  sdev: ['dev_idx'],
  pver_f: ['id'],
};

function compareAttributes(
  old: ConfObject,
  object: ConfObject,
  oldNames: Identities,
  newNames: Identities,
): AttributeChange[] {
  return attributeSpecs[object.fid.type].flatMap(({ name }, position) => {
    if (derived[object.fid.type]?.includes(name) === true) return [];
    const [before, after] = [
      readable(old.values[position] ?? [], oldNames),
      readable(object.values[position] ?? [], newNames),
    ];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ name, before, after }];
  });
}

function readable(value: ConfValue, names: Identities): unknown {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return value.toString();
  if (isFid(value)) return names.get(fidName(value)) ?? fidName(value);
  if ('text' in value) return value.text;
  return 'symbol' in value ? value.symbol : value.map((item) => readable(item, names));
}

/**
 * The KV without what follows from the objects: trees by fid, and service keys and endpoints by
 * process key.
 */
function meaningOnly(kv: ConfigView['kv']): Map<string, number | string> {
  const follows =
    /^(last_base_fid_key\/|m0conf\/(sites|pools|profiles)\/|m0conf\/nodes\/(0x|.*\/(services\/.*|endpoint)$))/;
  return new Map([...kv].filter(([key]) => !follows.test(key)));
}

function compareMaps(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): AttributeChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }))
    .filter((change) => change.before !== change.after);
}
