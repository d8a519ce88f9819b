import { isClusterKey, isConfigurationKey, isSetupKey, Snapshot } from '@hare/apply';
import type { KvValue } from './stage-kv.js';

const ownNames = new Set(['config_path']);
const nodeKey = /^([^/]+)\/(?:facts|log_path|drives\/.+)$/;

/**
 * The keys of a KV that are Hare's, in the KV's order: the families of the configuration and of the running cluster, `hare_setup/…`, `config_path`,
 * the pairs host name ↔ machine-id, and `{host}/facts`, `{host}/drives/…`, `{host}/log_path` of known hosts. All else is somebody else's.
 * `hosts`: names of nodes that are known from elsewhere, such as this machine's.
 */
export function ownedKeys(entries: ReadonlyMap<string, KvValue>, hosts: readonly string[] = []): readonly string[] {
  const texts = [...entries].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []));
  const names = new Set([...Snapshot.of('the KV', texts).configuration().keys()].filter((key) => !isConfigurationKey(key)));
  const known = new Set([...hosts, ...names, ...hostsOf(entries)]);
  return [...entries.keys()].filter((key) => {
    if (isConfigurationKey(key) || isClusterKey(key) || isSetupKey(key) || ownNames.has(key) || names.has(key)) return true;
    const host = nodeKey.exec(key)?.[1];
    return host !== undefined && known.has(host);
  });
}

/** Hosts that Hare's own keys name. */
function hostsOf(entries: ReadonlyMap<string, KvValue>): readonly string[] {
  return [...entries].flatMap(([key, value]) => {
    const host = /^(?:ports\/([^/]+)\/|m0conf\/nodes\/([^/]+)\/processes\/\d+\/)/.exec(key);
    if (host !== null) return [host[1] ?? host[2] ?? ''];
    const facts = /^([^/]+)\/facts$/.exec(key);
    // Facts that prepare left before there was any configuration.
    return facts !== null && /"(processorcount|memorysize_mb)"/.test(typeof value === 'string' ? value : JSON.stringify(value)) ? [facts[1] ?? ''] : [];
  });
}
