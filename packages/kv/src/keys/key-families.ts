import type { KvSelection } from '@hare/consul';

/** Where the protocol and the stages keep their own things. */
export const setupFolder = 'hare_setup/';
/** The record of what is applied, and the lock of who applies. */
export const recordKey = 'hare_setup/apply';
export const lockKey = 'hare_setup/lock';
/** Never written: Consul's answer about it says how often all keys were. */
export const absentKey = 'hare_setup/absent';
/** Set and deleted by a writer that is done: Consul remembers when, for a while. */
export const sealKey = 'hare_setup/seal';
/** The copy of the record of mkfs. */
export const mkfsKey = 'hare_setup/mkfs';
/** Below it the stage test writes what it measures with. */
export const testKeysFolder = 'hare_setup/test/';
/** Below it is the lock of the node whose turn it is at the cluster. */
export const turnFolder = 'hare_setup/turn/';
/** The URL of the ConfStore. */
export const configPathKey = 'config_path';
/** How hax speaks HTTP. */
export const sslKey = 'ssl/hax';

/**
 * Every key of Hare's in a KV, in one list: what a stage reads, compares, saves or removes comes
 * from here. A folder ends in `/`. All else in the KV is other people's, and is not read.
 */
const families = {
  /** The configuration's, whatever their values. */
  configuration: {
    folders: ['m0conf/', 'ports/', 'last_base_fid_key/'],
    keys: ['m0_client_types'],
  },
  /** A running cluster's: the configuration gives some of them a first value. */
  cluster: {
    folders: ['bytecount/', 'last_dynamic_fid_key/', 'processes/', 'bq/', 'eq/', 'stats/'],
    keys: ['epoch', 'eq-epoch', 'leader', 'failvec'],
  },
  /** Of the protocol and of the other stages. */
  setup: { folders: [setupFolder], keys: [] },
  /** What prepare leaves for all nodes. */
  shared: { folders: [], keys: [configPathKey, sslKey] },
} as const satisfies Readonly<Record<string, Required<KvSelection>>>;

/**
 * True for keys that are the configuration's whatever their values: `m0conf/…`, `ports/…`,
 * `last_base_fid_key/…`, `m0_client_types`.
 * @example
 * isConfigurationKey('m0conf/profiles') // => true
 * isConfigurationKey('consul/node1') // => false
 */
export function isConfigurationKey(key: string): boolean {
  return isIn(families.configuration, key);
}

/**
 * True for keys that a running cluster owns: the configuration gives them a first value, and from
 * then on they are never overwritten or deleted. States of nodes, processes, services and devices
 * are the cluster's too; they are part of values and treated in `node-state.ts`.
 */
export function isClusterKey(key: string): boolean {
  return isIn(families.cluster, key);
}

/**
 * True for the keys of all families; those that bear a node's name are `nodeSelection`'s and the
 * record's.
 */
export function isFamilyKey(key: string): boolean {
  return Object.values(families).some((family) => isIn(family, key));
}

/** Where a configuration puts keys, in folders that grow with the cluster, and in others. */
const large: readonly string[] = ['m0conf/', 'ports/'];
const contentFolders = [
  ...families.configuration.folders,
  'bytecount/',
  'last_dynamic_fid_key/',
] as const;

/** What the protocol reads, besides the names that the record lists. */
export const protocolSelection: Required<KvSelection> = {
  folders: [...families.setup.folders, ...contentFolders],
  keys: [...families.configuration.keys, ...families.cluster.keys],
};

/**
 * The same without the protocol's own: `large` are the folders that grow with the cluster, `small`
 * is all else.
 */
export const contentSelection = {
  large,
  small: {
    folders: contentFolders.filter((folder) => !large.includes(folder)),
    keys: protocolSelection.keys,
  },
};

/** All families. */
export const familySelection: Required<KvSelection> = {
  folders: [
    ...families.setup.folders,
    ...families.configuration.folders,
    ...families.cluster.folders,
  ],
  keys: [...families.configuration.keys, ...families.cluster.keys, ...families.shared.keys],
};

/**
 * What stages keep under the name of a node: its facts, those of its drives, where its logs are.
 */
export function nodeSelection(host: string): Required<KvSelection> {
  return { folders: [`${host}/drives/`], keys: [host, `${host}/facts`, `${host}/log_path`] };
}

/** The node whose facts, drives or logs a key is about. */
export function nodeOfKey(key: string): string | undefined {
  return /^([^/]+)\/(?:facts|log_path|drives\/.+)$/.exec(key)?.[1];
}

/** The node that a key of the configuration names. */
export function nodeOfConfigurationKey(key: string): string | undefined {
  const found = /^(?:ports\/([^/]+)\/|m0conf\/nodes\/([^/]+)\/processes\/\d+\/)/.exec(key);
  return found?.[1] ?? found?.[2];
}

function isIn({ folders, keys }: Required<KvSelection>, key: string): boolean {
  return keys.includes(key) || folders.some((folder) => key.startsWith(folder));
}
