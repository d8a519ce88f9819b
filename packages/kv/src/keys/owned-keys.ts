import { isFamilyKey, nodeOfConfigurationKey, nodeOfKey } from './key-families.js';
import { Snapshot } from '../apply/snapshot.js';
import type { KvValue } from '../stage-kv/stage-kv.js';

/**
 * The keys of a KV that are Hare's, in the KV's order: the families of the configuration and of the
 * running cluster, `hare_setup/…`, `config_path`, the pairs host name ↔ machine-id, and
 * `{host}/facts`, `{host}/drives/…`, `{host}/log_path` of known hosts. All other keys are foreign.
 * `hosts`: further names of nodes, such as this machine's.
 */
export function ownedKeys(
  entries: ReadonlyMap<string, KvValue>,
  hosts: readonly string[] = [],
): readonly string[] {
  const names = namesOf(entries);
  const known = new Set([...hosts, ...names, ...nodesNamedBy(entries)]);
  return [...entries.keys()].filter((key) => {
    if (isFamilyKey(key) || names.has(key)) return true;
    const host = nodeOfKey(key);
    return host !== undefined && known.has(host);
  });
}

/** Host names and machine-ids of the existing configuration. */
function namesOf(entries: ReadonlyMap<string, KvValue>): ReadonlySet<string> {
  const texts = [...entries].flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
  return new Set(
    [...Snapshot.of('the KV', texts).configuration().keys()].filter((key) => !isFamilyKey(key)),
  );
}

/** Nodes that Hare's own keys name. */
export function nodesNamedBy(entries: ReadonlyMap<string, KvValue>): readonly string[] {
  const nodes = [...entries].flatMap(([key, value]) => {
    const named = nodeOfConfigurationKey(key);
    if (named !== undefined) return [named];
    const host = /^([^/]+)\/facts$/.exec(key)?.[1];
    // Facts that prepare left before there was any configuration.
    return host !== undefined &&
      /"(processorcount|memorysize_mb)"/.test(
        typeof value === 'string' ? value : JSON.stringify(value),
      )
      ? [host]
      : [];
  });
  return [...new Set([...nodes, ...namesOf(entries)])];
}
