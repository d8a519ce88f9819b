import { HareError, isHareError, type Where } from '@hare/base';
import { wrongAnswer } from './consul-failure.js';
import { ConsulHttp, type ConsulAnswer, type ConsulRequest } from './consul-http.js';
import { resolveConsulEndpoint } from './consul-endpoint.js';
import type { ConsulOptions } from './consul-options.js';

import type { KvEntry } from './kv-entry.js';
import { encodeOperation, packTransactions, type KvOperation } from './kv-operation.js';
import { isListOf, readEntries, readTransaction, type EntriesRead } from './read-entries.js';
import type { AnswerSplitter } from './split-answer.js';

/** Every key below a text, as it was at one moment, in the order of their bytes. */
export interface KvTree {
  readonly entries: readonly KvEntry[];
  /** For a blocking query that waits for the next change. */
  readonly index: number;
}

export type TransactionOutcome =
  /** `hidden`: there are keys among those asked for that the token may not read. */
  | { readonly kind: 'done'; readonly entries: readonly KvEntry[]; readonly hidden: boolean }
  /**
   * Nothing was changed: a check or check-and-set does not hold. `operations` are the places of
   * those that failed.
   */
  | { readonly kind: 'refused'; readonly operations: readonly number[]; readonly reason: string };

/** Where a Consul is, as a URL says it. */
export interface ConsulPlace {
  readonly authority: string;
  readonly https?: boolean | undefined;
  readonly socket?: string | undefined;
}

/** What `select` reads: all keys below each folder (a text that ends in `/`), and single keys. */
export interface KvSelection {
  readonly folders?: readonly string[];
  readonly keys?: readonly string[];
}

/**
 * Consul's KV: consistent reads, transactions. Keys are whole keys of Consul; a store's prefix is
 * the caller's business.
 */
export class ConsulKv {
  readonly http: ConsulHttp;

  constructor(http: ConsulHttp) {
    this.http = http;
  }

  /** The KV of the Consul at `host[:port]`. Nothing is sent yet. */
  static at(authority: string, options: ConsulOptions = {}): ConsulKv {
    return new ConsulKv(new ConsulHttp(resolveConsulEndpoint(authority, options)));
  }

  /** The KV of the Consul that a URL names; the URL's prefix is the caller's business. */
  static of({ authority, https, socket }: ConsulPlace, options: ConsulOptions = {}): ConsulKv {
    return ConsulKv.at(authority, {
      ...options,
      https: options.https ?? https,
      socket: options.socket ?? socket,
    });
  }

  /** For messages: `consul://127.0.0.1:8500/` and a key. */
  where(key?: string): Where {
    return { url: this.http.endpoint.url, ...(key === undefined ? {} : { key }) };
  }

  /**
   * Reads all keys that start with `prefix`, in one request; a prefix that cannot be in a path is
   * not waited for, and gives index 0. @throws HareError also when the token may not read all of
   * them
   */
  async tree(
    prefix: string,
    wait?: { readonly index: number; readonly seconds: number; readonly signal: AbortSignal },
  ): Promise<KvTree> {
    const blocking =
      wait === undefined ? '&consistent=' : `&index=${wait.index}&wait=${wait.seconds}s`;
    let read: EntriesRead | undefined;
    const split = (): AnswerSplitter =>
      (read = readEntries(prefix, this.http.endpoint.maxAnswerBytes)).splitter;
    const answer = await this.#getPath(`kv/${escapeKey(prefix)}?recurse=${blocking}`, prefix, {
      split,
      ...(wait === undefined
        ? {}
        : {
            signal: wait.signal,
            idleMs: wait.seconds * 1100 + 10_000,
            waitMs: wait.seconds * 1100,
          }),
    });
    if (answer === undefined)
      return { entries: await this.#read({ verb: 'get-tree', key: prefix }), index: 0 };
    const index = Number(answer.headers['x-consul-index']);
    if (!(index >= 0)) throw this.#notConsul(answer, prefix);
    if (answer.headers['x-consul-results-filtered-by-acls'] === 'true') throw this.#denied(prefix);
    if (answer.status !== 404) return { entries: this.#entries(answer, read, prefix), index };
    if (wait === undefined) await this.#mayRead(prefix);
    return { entries: [], index };
  }

  /**
   * Reads folders and single keys, and nothing else: at one moment, in one request, where 64 of
   * them are enough, and where no single key is missing; which ones are is known a request earlier.
   * @throws HareError `CONSUL_PERMISSION_DENIED` when there is a key among them that the token may
   *   not read. Of older releases of Consul, and where nothing is there, an empty answer does not
   *   tell whether more may be read: `get` of any key does.
   */
  async select({ folders = [], keys = [] }: KvSelection): Promise<readonly KvEntry[]> {
    const found: KvEntry[] = [];
    const operations = [
      ...folders.map((key): ReadOperation => ({ verb: 'get-tree', key })),
      ...keys.map((key): ReadOperation => ({ verb: 'get', key })),
    ];
    for (const pack of packTransactions(operations))
      for (const entry of await this.#selectAtOnce(pack.operations)) found.push(entry);
    return found;
  }

  async #selectAtOnce(asked: readonly ReadOperation[]): Promise<readonly KvEntry[]> {
    let open = asked;
    while (open.length > 0) {
      const outcome = await this.transaction(open, true);
      if (outcome.kind === 'done') {
        const names = new Set(outcome.entries.map(({ key }) => key));
        // Consul leaves out what the token may not read, and says so only in newer releases; of a
        // single key it says when there is none.
        const withheld =
          open.find(({ verb, key }) => verb === 'get' && !names.has(key)) ??
          (outcome.hidden ? await this.#withheldFolder(open) : undefined);
        if (withheld !== undefined) throw this.#denied(withheld.key);
        return outcome.entries;
      }
      const missing = new Set(outcome.operations);
      const isAbsence =
        outcome.operations.length > 0 && /doesn't exist|does not exist/.test(outcome.reason);
      if (!isAbsence)
        throw new HareError('CONSUL_FAILED', `Consul refuses to read: ${outcome.reason}`, {
          where: this.where(open[0]?.key),
        });
      open = open.filter((_, place) => !missing.has(place));
    }
    return [];
  }

  async #withheldFolder(operations: readonly ReadOperation[]): Promise<ReadOperation | undefined> {
    for (const operation of operations) {
      const outcome = await this.transaction([operation], true);
      if (outcome.kind === 'done' && outcome.hidden) return operation;
    }
    return operations[0];
  }

  async get(key: string): Promise<KvEntry | undefined> {
    let read: EntriesRead | undefined;
    const split = (): AnswerSplitter =>
      (read = readEntries(key, this.http.endpoint.maxAnswerBytes)).splitter;
    const answer =
      key === ''
        ? undefined
        : await this.#getPath(`kv/${escapeKey(key)}?consistent=`, key, { split });
    if (answer === undefined) return (await this.#read({ verb: 'get', key }))[0];
    if (answer.headers['x-consul-index'] === undefined) throw this.#notConsul(answer, key);
    if (answer.status === 404) return undefined;
    const [entry, ...others] = this.#entries(answer, read, key);
    if (entry?.key !== key || others.length > 0) throw this.#notConsul(answer, key);
    return entry;
  }

  /**
   * Sets one key, also with a value too large for a transaction (at most 512 KiB); with `index`,
   * only if the key is still as at that ModifyIndex (0: not there). Whether it was set.
   */
  async put(
    key: string,
    text: string,
    {
      index,
      flags,
    }: { readonly index?: number | undefined; readonly flags?: string | undefined } = {},
  ): Promise<boolean> {
    const query = [
      ...(index === undefined ? [] : [`cas=${index}`]),
      ...(flags === undefined ? [] : [`flags=${flags}`]),
    ].join('&');
    const answer = await this.http.send({
      method: 'PUT',
      path: `kv/${escapeKey(key)}${query === '' ? '' : `?${query}`}`,
      body: text,
      repeatable: index === undefined,
      where: this.where(key),
    });
    const said = answer.body.toString('utf8').trim();
    if (said !== 'true' && said !== 'false') throw this.#notConsul(answer, key);
    return said === 'true';
  }

  /**
   * Does all of the operations (at most 64, 512 KiB) or none. `repeatable`: whether doing them
   * twice is as good as once.
   */
  async transaction(
    operations: readonly KvOperation[],
    repeatable: boolean,
  ): Promise<TransactionOutcome> {
    return this.transactionBody(
      `[${operations.map(encodeOperation).join(',')}]`,
      repeatable,
      this.where(operations[0]?.key),
    );
  }

  /**
   * What Consul answers below `/v1/`, in JSON. @throws HareError `CONSUL_NOT_CONSUL` when it is
   * none
   */
  async json(path: string): Promise<unknown> {
    return this.#json(
      await this.http.send({ method: 'GET', path, repeatable: true, where: this.where() }),
      undefined,
    );
  }

  /** A transaction that is already encoded. */
  async transactionBody(
    body: string,
    repeatable: boolean,
    where: Where = this.where(),
  ): Promise<TransactionOutcome> {
    let read: EntriesRead | undefined;
    const split = (): AnswerSplitter =>
      (read = readTransaction(this.http.endpoint.maxAnswerBytes)).splitter;
    const answer = await this.http.send({
      method: 'PUT',
      path: 'txn?consistent=',
      body,
      repeatable,
      where,
      accept: [409],
      split,
    });
    const { entries, errors } = read ?? { entries: [], errors: [] };
    const frame = this.#json(answer, where.key);
    if (
      typeof frame !== 'object' ||
      frame === null ||
      !('Results' in frame) ||
      !isListOf(entries.length, frame.Results) ||
      !isListOf(errors.length, 'Errors' in frame ? frame.Errors : null)
    )
      throw this.#notConsul(answer, where.key);
    if (answer.status !== 409)
      return {
        kind: 'done',
        entries,
        hidden: 'ResultsFilteredByACLs' in frame && frame.ResultsFilteredByACLs === true,
      };
    const denied = errors.find((error) => /Permission denied/.test(error.What));
    if (denied !== undefined) throw this.#denied(where.key ?? '');
    return {
      kind: 'refused',
      operations: errors.map((error) => error.OpIndex),
      reason: errors.map((error) => error.What).join('; '),
    };
  }

  /** Asks by path; undefined when Consul does not take this one, or is known not to. */
  async #getPath(
    path: string,
    key: string,
    more: Pick<ConsulRequest, 'signal' | 'idleMs' | 'waitMs' | 'split'>,
  ): Promise<ConsulAnswer | undefined> {
    if (!isPlainPath(key)) return undefined;
    try {
      return await this.http.send({
        method: 'GET',
        path,
        repeatable: true,
        where: this.where(key),
        accept: [404],
        ...more,
      });
    } catch (error) {
      if (isHareError(error) && error.code === 'CONSUL_UNPRINTABLE') return undefined;
      throw error;
    }
  }

  /** Reads by transaction, for keys that cannot be part of a URL's path. */
  async #read(operation: KvOperation): Promise<readonly KvEntry[]> {
    const outcome = await this.transaction([operation], true);
    if (outcome.kind === 'done') return outcome.entries;
    if (/doesn't exist|does not exist/.test(outcome.reason)) return [];
    throw new HareError('CONSUL_FAILED', `Consul refuses to read: ${outcome.reason}`, {
      where: this.where(operation.key),
    });
  }

  /** An empty tree may be one that the token must not see: reading a single key tells. */
  async #mayRead(prefix: string): Promise<void> {
    await this.get(prefix === '' ? 'hare_setup' : prefix);
  }

  #entries(answer: ConsulAnswer, read: EntriesRead | undefined, key: string): readonly KvEntry[] {
    const { entries } = read ?? { entries: [] };
    if (!isListOf(entries.length, this.#json(answer, key) ?? 'null'))
      throw this.#notConsul(answer, key);
    return entries;
  }

  #json(answer: ConsulAnswer, key: string | undefined): unknown {
    try {
      return JSON.parse(answer.body.toString('utf8'));
    } catch {
      throw this.#notConsul(answer, key);
    }
  }

  #notConsul({ status }: Pick<ConsulAnswer, 'status'>, key: string | undefined): HareError {
    return wrongAnswer(this.http.endpoint, this.where(key), status);
  }

  #denied(key: string): HareError {
    return new HareError(
      'CONSUL_PERMISSION_DENIED',
      `Consul at ${this.http.endpoint.address} denies this ${this.http.endpoint.token === undefined ? 'without a token' : 'with this token'}`,
      {
        where: this.where(key),
        hint: 'give a token whose policy allows key_prefix (read, write) and session_prefix (write): CONSUL_HTTP_TOKEN=…',
      },
    );
  }
}

/** A key as part of a URL's path. */
function escapeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/');
}

/**
 * False for keys that every Consul's web server would refuse (unprintable characters) or take for
 * another path (`a//b`, `a/../b`, a leading `/`): they go by transaction.
 */
function isPlainPath(key: string): boolean {
  if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(key)) return false;
  return !key
    .split('/')
    .some(
      (part, place, parts) =>
        part === '.' || part === '..' || (part === '' && place < parts.length - 1),
    );
}

type ReadOperation = Extract<KvOperation, { verb: 'get' | 'get-tree' }>;
