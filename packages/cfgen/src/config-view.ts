import { HareError, type KvEntry } from '@hare/base';
import type { ConfObject } from './conf-object.js';
import { decodeXcode } from './decode-xcode.js';
import { kvEntries } from './kv-entries.js';
import type { MotrConfig } from './motr-config.js';
import { parseConfgen } from './parse-confgen.js';
import { toConfObject } from './to-conf-object.js';

/**
 * A configuration as it can be read back from its files: its objects, its KV entries, and the text
 * of what else there is.
 */
export interface ConfigView {
  readonly objects: readonly ConfObject[];
  /** The last of repeated keys. */
  readonly kv: ReadonlyMap<string, number | string>;
  /** Files that are neither objects nor KV entries: sysconfig, Consul agents, node-name. */
  readonly others: ReadonlyMap<string, string>;
}

/** The view of a configuration that was just generated; without files. */
export function viewOfConfig(config: MotrConfig): ConfigView {
  return {
    objects: config.objects.map(toConfObject),
    kv: toMap(kvEntries(config)),
    others: new Map(),
  };
}

/**
 * The view of generated files, relative path → text, as `renderFiles` and `readConfigFiles` return
 * them.
 * @throws HareError `CFGEN_NO_CONFIG` without confd.xc and confd.cg; `CFGEN_DECODE`, `CFGEN_KV` for
 *   files that cannot be read
 */
export function viewOfFiles(files: ReadonlyMap<string, string>, folder?: string): ConfigView {
  const place = (name: string): string => (folder === undefined ? name : `${folder}/${name}`);
  const others = new Map(files);
  for (const name of ['confd.xc', 'confd.cg', 'confd.dhall', 'consul-kv.json']) others.delete(name);
  return {
    objects: objectsOf(files, place),
    kv: toMap(readKv(files.get('consul-kv.json'), place('consul-kv.json'))),
    others,
  };
}

function objectsOf(
  files: ReadonlyMap<string, string>,
  place: (name: string) => string,
): ConfObject[] {
  const xcode = files.get('confd.xc');
  if (xcode !== undefined) return decodeXcode(xcode, place('confd.xc'));
  const confgen = files.get('confd.cg');
  if (confgen !== undefined) return parseConfgen(confgen, place('confd.cg'));
  throw new HareError('CFGEN_NO_CONFIG', 'confd.xc and confd.cg do not exist', {
    where: { file: place('') },
    hint: 'use a directory that hare-cfgen -o DIR or the config stage wrote',
  });
}

function readKv(text: string | undefined, file: string): readonly KvEntry[] {
  if (text === undefined) return [];
  try {
    const data: unknown = JSON.parse(text);
    if (Array.isArray(data) && data.every(isEntry)) return data;
  } catch (error) {
    throw new HareError('CFGEN_KV', `this is not JSON: ${(error as Error).message}`, {
      where: { file },
      cause: error,
    });
  }
  throw new HareError('CFGEN_KV', 'this is not a list of {"key", "value"}', { where: { file } });
}

function isEntry(value: unknown): value is KvEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'value' in value &&
    ['string', 'number'].includes(typeof value.value)
  );
}

function toMap(entries: Iterable<KvEntry>): Map<string, number | string> {
  const map = new Map<string, number | string>();
  for (const { key, value } of entries) map.set(key, value);
  return map;
}
