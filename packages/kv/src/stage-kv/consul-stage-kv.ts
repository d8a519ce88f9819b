import { familySelection, nodeSelection } from '../keys/key-families.js';
import { ConsulKeys, type FoundKeys } from '../apply/consul-keys.js';
import { PendingChanges, writeOperations } from '@hare/consul';
import { HareError, type StoreUrl } from '@hare/base';
import { nodesNamedBy } from '../keys/owned-keys.js';
import type { KvChange, KvContent, KvValue, StageKv } from './stage-kv.js';

/** Hare's keys of a Consul below a prefix. */
export class ConsulStageKv implements StageKv {
  readonly url: string;
  readonly atomic = false;
  readonly #keys: ConsulKeys;

  constructor(place: StoreUrl, retryMs: number | undefined) {
    this.url = place.text;
    this.#keys = new ConsulKeys(
      { ...place, url: place.text },
      retryMs === undefined ? {} : { retryMs },
    );
  }

  async read(hosts: readonly string[]): Promise<KvContent> {
    const found = await this.#keys.readConfiguration([], familySelection);
    const nodes = [...new Set([...hosts, ...nodesNamedBy(contentOf(found).entries)])].map(
      nodeSelection,
    );
    const selection = {
      folders: nodes.flatMap(({ folders }) => folders),
      keys: nodes.flatMap(({ keys }) => keys).filter((key) => !found.has(key)),
    };
    return contentOf(new Map([...found, ...(await this.#keys.select(selection))]));
  }

  async get(keys: readonly string[]): Promise<KvContent> {
    return contentOf(await this.#keys.select({ keys }));
  }

  async change({
    sets = new Map<string, KvValue>(),
    flags,
    deletes = [],
  }: KvChange): Promise<void> {
    const { kv } = this.#keys;
    const pending = new PendingChanges();
    for (const [key, value] of sets)
      pending.change(
        this.#keys.full(key),
        typeof value === 'string' ? value : JSON.stringify(value),
        flags?.get(key),
      );
    for (const key of deletes) pending.change(this.#keys.full(key), undefined);
    const operations = pending.operations(await kv.select({ keys: pending.unread }));
    if (!(await writeOperations(kv, operations)))
      throw new HareError('KV_CHANGE_REFUSED', 'Consul refused the change', {
        where: { url: this.url },
        hint: 'run the stage again; it continues where it stopped',
      });
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}

function contentOf(found: FoundKeys): KvContent {
  const entries = new Map<string, KvValue>();
  const flags = new Map<string, string>();
  for (const [key, entry] of found) {
    entries.set(key, entry.textIfAny ?? null);
    if (entry.flags !== '0') flags.set(key, entry.flags);
  }
  return { entries, flags };
}
