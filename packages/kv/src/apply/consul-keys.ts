import {
  ConsulKv,
  storePrefix,
  transactionLimits,
  type ConsulOptions,
  type KvEntry,
  type KvSelection,
} from '@hare/consul';
import { HareError, type StoreUrl } from '@hare/base';
import { parseRecord, type ApplyRecord } from './apply-record.js';
import type { ConfigurationShape } from './apply-target.js';
import {
  absentKey,
  contentSelection,
  isConfigurationKey,
  protocolSelection,
  recordKey,
  sealKey,
} from '../keys/key-families.js';
import { hostsNamedBy } from './snapshot.js';

/** How often to reread while others keep changing the record. */
const attempts = 50;

/** Keys without the prefix of the KV, as Consul lists them. */
export type FoundKeys = Map<string, KvEntry>;

/** Where a Consul is, and what its keys begin with; `url` is for messages. */
export type ConsulPlace = Pick<StoreUrl, 'authority' | 'path' | 'https' | 'socket'> & {
  readonly url: string;
};

/** Hare's keys in a Consul, below the prefix of a URL. Other people's keys are never asked for. */
export class ConsulKeys {
  readonly kv: ConsulKv;
  readonly url: string;
  readonly #prefix: string;

  constructor(place: ConsulPlace, options: ConsulOptions = {}) {
    this.kv = ConsulKv.of(place, options);
    this.url = place.url;
    this.#prefix = storePrefix(place.path);
  }

  /** The whole key in Consul. */
  full(key: string): string {
    return this.#prefix + key;
  }

  async select({ folders = [], keys = [] }: KvSelection): Promise<FoundKeys> {
    const full = (key: string): string => this.full(key);
    const entries = await this.kv.select({ folders: folders.map(full), keys: keys.map(full) });
    return new Map(entries.map((entry) => [entry.key.slice(this.#prefix.length), entry]));
  }

  /**
   * The state of Consul's keys in few bytes: the number of writes to all keys, foreign ones too,
   * and the record, which distinguishes one Consul from another.
   */
  async mark(): Promise<string | undefined> {
    const writes = await this.kv.indexOfAll(this.full(absentKey));
    const record = await this.kv.get(this.full(recordKey));
    if (writes === undefined) return undefined;
    return `${writes} ${record?.modifyIndex ?? 'no record'} ${record?.textIfAny ?? ''}`;
  }

  /**
   * Whether all of these keys, and no others of the configuration, are as they were at an index at
   * which the seal was made: no write below the folders or of the single keys has a later index,
   * and Consul still remembers the deletion of the seal, so that it forgot no later one either.
   * Each look shows this for a moment after the first of them, so all of it was true at that one.
   */
  async areIntactSince(index: number, { folders, keys }: ConfigurationShape): Promise<boolean> {
    if ((await this.kv.indexBelow(this.full(sealKey)))?.index !== index) return false;
    const { large, small } = contentSelection;
    const wanted = new Set(keys);
    const found = await this.select({
      folders: small.folders,
      keys: [...new Set([...small.keys, ...keys.filter((key) => !isBelow(small.folders, key))])],
    });
    const isAsWritten = (key: string): boolean =>
      (found.get(key)?.modifyIndex ?? Infinity) <= index;
    if (!keys.every(isAsWritten)) return false;
    if ([...found.keys()].some((key) => isConfigurationKey(key) && !wanted.has(key))) return false;
    for (const folder of large) {
      const below = await this.kv.indexBelow(this.full(folder));
      // Recursive deletion of a shorter prefix leaves no trace below this one, and no key either.
      if (below?.isEmpty !== !folders.includes(folder)) return false;
      if (!below.isEmpty && below.index > index) return false;
    }
    return true;
  }

  /**
   * A selection, and the names of the configuration: host names and machine-ids, of which `likely`
   * are asked for at once. All that the protocol writes is as it was at one moment: the result of a
   * further request is used only if the record is still the same.
   * @throws HareError `APPLY_RECORD`, `APPLY_BUSY`
   */
  async readConfiguration(
    likely: readonly string[] = [],
    { folders = [], keys = [] }: KvSelection = protocolSelection,
  ): Promise<FoundKeys> {
    const room = Math.max(0, transactionLimits.operations - folders.length - keys.length);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const found = await this.select({ folders, keys: [...keys, ...likely.slice(0, room)] });
      // Nothing at all: perhaps the token may not read, which reading a single key shows.
      if (found.size === 0) await this.kv.get(this.full(recordKey));
      const entry = found.get(recordKey);
      const record = parseRecord(entry?.text, this.url);
      if (record === undefined) return this.#withImportedNames(found);
      const rest = await this.#readWhile(
        entry?.modifyIndex ?? 0,
        namesOf(record).filter((name) => !found.has(name)),
      );
      if (rest !== 'changed') return new Map([...found, ...rest]);
    }
    throw new HareError('APPLY_BUSY', 'other processes keep writing configurations to the KV', {
      where: { url: this.url },
      hint: 'wait until they end, then run config again',
    });
  }

  async #readWhile(version: number, names: readonly string[]): Promise<FoundKeys | 'changed'> {
    const found: FoundKeys = new Map();
    const size = transactionLimits.operations - 1;
    for (let at = 0; at < names.length; at += size) {
      const part = await this.select({ keys: [recordKey, ...names.slice(at, at + size)] });
      if (part.get(recordKey)?.modifyIndex !== version) return 'changed';
      for (const [key, entry] of part) found.set(key, entry);
    }
    return found;
  }

  /** Without a record Hare itself imported the configuration: its hosts name their machine-ids. */
  async #withImportedNames(found: FoundKeys): Promise<FoundKeys> {
    const hosts = await this.select({
      keys: hostsNamedBy(found).filter((host) => !found.has(host)),
    });
    const known = new Map([...found, ...hosts]);
    const machines = hostsNamedBy(found).flatMap((host) => known.get(host)?.text ?? []);
    const asked = new Set(machines.filter((machine) => machine !== '' && !known.has(machine)));
    return new Map([...known, ...(await this.select({ keys: [...asked] }))]);
  }
}

function isBelow(folders: readonly string[], key: string): boolean {
  return folders.some((folder) => key.startsWith(folder));
}

/** What the record lists besides the families' folders. */
function namesOf({ state, names }: ApplyRecord): readonly string[] {
  return state === 'applied' ? ['m0_client_types', ...names] : names;
}
