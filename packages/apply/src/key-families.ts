/** Where the protocol keeps its own things. */
export const recordKey = 'hare_setup/apply';
export const lockKey = 'hare_setup/lock';

const configurationFolders = ['m0conf/', 'ports/', 'last_base_fid_key/'];
const configurationKeys = new Set(['m0_client_types']);
const clusterFolders = ['bytecount/', 'last_dynamic_fid_key/', 'processes/', 'bq/', 'eq/', 'stats/'];
const clusterKeys = new Set(['epoch', 'eq-epoch', 'leader', 'failvec']);

/**
 * True for keys that a running cluster owns: the configuration gives them a first value, and from then on they are never overwritten or deleted.
 * States of nodes, processes, services and devices are the cluster's too; they are part of values and treated in `node-state.ts`.
 */
export function isClusterKey(key: string): boolean {
  return clusterKeys.has(key) || clusterFolders.some((folder) => key.startsWith(folder));
}

/** True for keys that are the configuration's whatever their values: `m0conf/…`, `ports/…`, `last_base_fid_key/…`, `m0_client_types`. */
export function isConfigurationKey(key: string): boolean {
  return configurationKeys.has(key) || configurationFolders.some((folder) => key.startsWith(folder));
}

/** True for the keys of this protocol and of the other stages: `hare_setup/…`. */
export function isSetupKey(key: string): boolean {
  return key.startsWith('hare_setup/');
}
