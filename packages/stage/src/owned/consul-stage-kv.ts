import type { StoreUrl } from '@hare/confstore';
import { ConsulKv, packTransactions, storePrefix, type KvOperation } from '@hare/confstore/consul';
import { HareError } from '@hare/confstore/error';
import type { KvChange, KvValue, StageKv } from './stage-kv.js';

/** The keys of a Consul below a prefix. */
export class ConsulStageKv implements StageKv {
  readonly url: string;
  readonly atomic = false;
  readonly #kv: ConsulKv;
  readonly #prefix: string;

  /** `retryMs`: how long to wait for a Consul that does not answer; absent: its default. */
  constructor(place: StoreUrl, retryMs: number | undefined) {
    this.url = place.text;
    this.#kv = ConsulKv.at(place.authority, { ...(retryMs === undefined ? {} : { retryMs }), ...(/^consul\+https:/i.test(place.text) ? { https: true } : {}) });
    this.#prefix = storePrefix(place.path);
  }

  async read(): Promise<ReadonlyMap<string, KvValue>> {
    const { entries } = await this.#kv.tree(this.#prefix);
    const found = new Map<string, KvValue>();
    for (const entry of entries) {
      // Other people's keys below the same prefix may hold anything; what is no text is not Hare's.
      const text = textOf(() => entry.text);
      if (text !== undefined) found.set(entry.key.slice(this.#prefix.length), text);
    }
    return found;
  }

  async change({ sets = new Map<string, KvValue>(), deletes = [] }: KvChange): Promise<void> {
    const operations: readonly KvOperation[] = [
      ...[...sets].map(([key, value]): KvOperation => ({ verb: 'set', key: this.#prefix + key, text: typeof value === 'string' ? value : JSON.stringify(value) })),
      ...deletes.map((key): KvOperation => ({ verb: 'delete', key: this.#prefix + key })),
    ];
    for (const body of packTransactions(operations)) {
      const outcome = await this.#kv.transactionBody(body, true);
      if (outcome.kind === 'refused') throw new HareError('KV_CHANGE_REFUSED', `Consul refuses the change: ${outcome.reason}`, { where: { url: this.url }, hint: 'run the stage again; it goes on where it stopped' });
    }
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}

function textOf(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HareError) return undefined;
    throw error;
  }
}
