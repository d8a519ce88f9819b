import {
  type Cursor,
  integer,
  openObject,
  optional,
  type Path,
  required,
  section,
} from '@hare/base/schema';
import type { AllowedFailures, DiskRef, PoolDescription, ProfileDescription } from '../model.js';

/** N, K and S as ConfStores name them. */
export const durability = openObject({
  data: required(integer({ min: 1 }), 'N: units of data in a parity group.'),
  parity: required(integer({ min: 0 }), 'K: units of parity in a parity group.'),
  spare: required(integer({ min: 0 }), 'S: spare units in a parity group, 0 or K.'),
});

export type Durability = ReturnType<(typeof durability)['read']>;

/** Layouts of a storage set: for data (sns) and, if there is one, for key-value data (dix). */
export const durabilities = openObject({
  sns: section(durability, 'Layout of the pool for data.'),
  dix: optional(durability, 'Layout of the pool for key-value data; absent: no such pool.'),
});

/**
 * The same where `durability` itself may be the layout for data: for two weeks between March and
 * August 2021, before there was dix.
 */
export const durabilitiesOrOne: typeof durabilities = {
  ...durabilities,
  json: { type: 'object', required: [], anyOf: [durabilities.json, durability.json] },
  parts: [{ step: '', schema: durability }],
  read: (at) =>
    isOneLayout(at) ? { sns: durability.read(at), dix: undefined } : durabilities.read(at),
};

/** Whether a `durability` is a layout itself rather than a map of layouts. */
export function isOneLayout(at: Cursor): boolean {
  const has = (name: string): boolean => at.child(name).value !== undefined;
  return ['data', 'parity', 'spare'].some(has) && !has('sns');
}

/** A data node as pools see it. */
export interface PoolNode {
  readonly hostname: string;
  /** Its controllers: data devices, and the metadata device that is used. */
  readonly cvgs: readonly {
    readonly data: readonly string[];
    readonly metadata: string | undefined;
  }[];
}

/** A storage set with its data nodes. */
export interface StorageSet {
  readonly at: Cursor;
  readonly name: string;
  readonly nodes: readonly PoolNode[];
  readonly sns: Durability;
  readonly dix: Durability | undefined;
  /** The layout for data is in `durability` itself, not in `durability>sns`. */
  readonly isFlat?: boolean;
  /** The set itself is a pool: of its name, and without allowed failures. */
  readonly isPool?: boolean;
}

export interface StoragePools {
  readonly pools: readonly PoolDescription[];
  readonly profiles: readonly ProfileDescription[];
  /** The ConfStore path of a pool in the result and one of its fields. */
  readonly keyOf: (pool: number, field: string | number | undefined) => Path;
}

/**
 * One sns pool per storage set over the data devices of that set's nodes, and one dix pool for the
 * cluster, as Motr has one, over the used metadata devices of all sets; it has the name of the
 * first set with a dix layout, and sets whose dix layouts differ are reported.
 */
export function storagePools(sets: readonly StorageSet[]): StoragePools {
  const made = sets.map((set) => ({
    set,
    kind: 'sns' as const,
    pool: {
      ...pool(`${set.name}__sns`, 'sns', set.sns, set.nodes, (cvg) => cvg.data),
      ...(set.isPool === true ? { name: set.name, allowedFailures: undefined } : {}),
    },
  }));
  const withDix = sets.flatMap((set) => (set.dix === undefined ? [] : [{ set, dix: set.dix }]));
  const [first] = withDix;
  for (const { set, dix } of withDix) {
    if (first === undefined || sameLayout(dix, first.dix)) continue;
    set.at
      .at('durability', 'dix')
      .report(
        'DIX_LAYOUTS',
        `is ${layoutText(dix)}, but that of storage set "${first.set.name}" is ${layoutText(first.dix)}; Motr has one dix pool`,
        'give all storage sets the same dix layout',
      );
  }
  const forKeys = withDix.slice(0, 1).map(({ set, dix }) => ({
    set,
    kind: 'dix' as const,
    pool: pool(
      `${set.name}__dix`,
      'dix',
      dix,
      sets.flatMap(({ nodes }) => nodes),
      (cvg) => (cvg.metadata === undefined ? [] : [cvg.metadata]),
    ),
  }));
  const all = [...made, ...forKeys];
  const pools = all.map(({ pool: description }) => description);
  return {
    pools,
    profiles: [{ name: 'Profile_the_pool', pools: pools.map(({ name }) => name) }],
    keyOf: (p, field) => keyOf(all[p], field),
  };
}

function pool(
  name: string,
  type: 'sns' | 'dix',
  layout: Durability,
  nodes: readonly PoolNode[],
  devicesOf: (cvg: PoolNode['cvgs'][number]) => readonly string[],
): PoolDescription {
  const diskRefs: readonly DiskRef[] = nodes.flatMap(({ hostname, cvgs }) =>
    cvgs.flatMap(devicesOf).map((path) => ({ path, node: hostname })),
  );
  return {
    name,
    type,
    dataUnits: layout.data,
    parityUnits: layout.parity,
    spareUnits: layout.spare,
    diskRefs,
    allowedFailures: allowedFailures(layout, nodes),
  };
}

/**
 * What a layout spread over n nodes tolerates; c = the smallest number of controllers among them.
 */
function allowedFailures(
  { data, parity, spare }: Durability,
  nodes: readonly PoolNode[],
): AllowedFailures {
  const unitsPerNode = Math.ceil((data + parity + spare) / Math.max(nodes.length, 1));
  const encl = Math.floor(parity / Math.max(unitsPerNode, 1));
  const controllers = nodes.reduce((least, node) => Math.min(least, node.cvgs.length), Infinity);
  return {
    site: 0,
    rack: 0,
    encl,
    ctrl: encl === 0 ? 0 : Math.min(controllers * encl, parity),
    disk: parity,
  };
}

function sameLayout(a: Durability, b: Durability): boolean {
  return a.data === b.data && a.parity === b.parity && a.spare === b.spare;
}

function layoutText({ data, parity, spare }: Durability): string {
  return `${data}+${parity}+${spare}`;
}

const layoutKeys: Readonly<Record<string, string>> = {
  data_units: 'data',
  parity_units: 'parity',
  spare_units: 'spare',
};

function keyOf(
  made: { readonly set: StorageSet; readonly kind: 'sns' | 'dix' } | undefined,
  field: string | number | undefined,
): Path {
  if (made === undefined) return [];
  const { path } = made.set.at;
  if (field === 'name') return [...path, 'name'];
  const key = typeof field === 'string' ? layoutKeys[field] : undefined;
  if (made.set.isPool === true && key === undefined)
    return field === 'disk_refs' ? [...path, 'server_nodes'] : path;
  return [
    ...path,
    'durability',
    ...(made.set.isFlat === true ? [] : [made.kind]),
    ...(key === undefined ? [] : [key]),
  ];
}
