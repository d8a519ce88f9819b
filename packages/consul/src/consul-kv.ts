import { HareError, isHareError, type Where } from '@hare/base';
import { permissionDenied, wrongAnswer } from './consul-failure.js';
import { ConsulHttp, type ConsulAnswer, type ConsulRequest } from './consul-http.js';
import { resolveConsulEndpoint } from './consul-endpoint.js';
import type { ConsulOptions } from './consul-options.js';
import type { KvEntry } from './kv-entry.js';
import { encodeOperation, type KvOperation, type TransactionOutcome } from './kv-operation.js';
import { escapeKey, isPlainPath } from './key-path.js';
import {
  isListOf,
  readEntries,
  readTransaction,
  readWritten,
  type EntriesRead,
  type TransactionError,
} from './read-entries.js';
import { selectKeys, type KvSelection } from './select-keys.js';
import type { AnswerSplitter } from './split-answer.js';

/** Every key below a text, as it was at one moment, in the order of their bytes. */
export interface KvTree {
  readonly entries: readonly KvEntry[];
  /** For a blocking query that waits for the next change. */
  readonly index: number;
}

/** Where a Consul is, as a URL says it. */
export interface ConsulPlace {
  readonly authority: string;
  readonly https?: boolean | undefined;
  readonly socket?: string | undefined;
}

const transactionRequest = { method: 'PUT', path: 'txn?consistent=', accept: [409] } as const;

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
    if (answer.headers['x-consul-results-filtered-by-acls'] === 'true')
      throw permissionDenied(this.http.endpoint, this.where(prefix));
    if (answer.status !== 404) return { entries: this.#entries(answer, read, prefix), index };
    if (wait === undefined) await this.#mayRead(prefix);
    return { entries: [], index };
  }

  /**
   * Reads folders and single keys, and nothing else, in as few requests as can be: `selectKeys`.
   * @throws HareError `CONSUL_PERMISSION_DENIED` when there is a key among them that the token may
   *   not read
   */
  async select(selection: KvSelection): Promise<readonly KvEntry[]> {
    return selectKeys(this, selection);
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
   * A number that rises with every write and every deletion of any key of this Consul, and stays
   * otherwise. Consul returns it for a key that does not exist; undefined if this one does. (The
   * index of a prefix is not enough: after 15 minutes a deletion no longer shows in it.)
   */
  async indexOfAll(absentKey: string): Promise<number | undefined> {
    const answer = await this.#getPath(`kv/${escapeKey(absentKey)}?consistent=`, absentKey, {});
    if (answer?.status !== 404) return undefined;
    const index = Number(answer.headers['x-consul-index']);
    if (!(index > 0)) throw this.#notConsul(answer, absentKey);
    return index;
  }

  /**
   * The number of the last write or deletion of a key that starts with `prefix`, in few bytes; of a
   * deletion Consul remembers it for a while (15 minutes, unless it is set up otherwise). Where
   * there is neither, it is the number of all keys (`indexOfAll`). Undefined for a prefix that
   * cannot be in a path.
   */
  async indexBelow(
    prefix: string,
  ): Promise<{ readonly index: number; readonly isEmpty: boolean } | undefined> {
    const path = `kv/${escapeKey(prefix)}?keys&separator=/&consistent=`;
    const answer = await this.#getPath(path, prefix, {});
    if (answer === undefined) return undefined;
    const index = Number(answer.headers['x-consul-index']);
    if (!(index > 0)) throw this.#notConsul(answer, prefix);
    return { index, isEmpty: answer.status === 404 };
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
    const where = this.where(operations[0]?.key);
    let read: EntriesRead | undefined;
    const split = (): AnswerSplitter =>
      (read = readTransaction(this.http.endpoint.maxAnswerBytes)).splitter;
    const body = `[${operations.map(encodeOperation).join(',')}]`;
    const answer = await this.http.send({ ...transactionRequest, body, repeatable, where, split });
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
    this.#checkPermitted(errors, where);
    return {
      kind: 'refused',
      operations: errors.map((error) => error.OpIndex),
      reason: errors.map((error) => error.What).join('; '),
    };
  }

  /**
   * Does a transaction that is encoded already and only writes, or none of it; false if a check
   * failed. What the answer says of each key is not read.
   */
  async write(body: string, repeatable: boolean, where: Where = this.where()): Promise<boolean> {
    const answer = await this.http.send({ ...transactionRequest, body, repeatable, where });
    const errors = readWritten(this.#json(answer, where.key));
    if (errors === undefined || (answer.status !== 409 && errors.length > 0))
      throw this.#notConsul(answer, where.key);
    this.#checkPermitted(errors, where);
    return answer.status !== 409;
  }

  /**
   * The answer of Consul below `/v1/`, in JSON. @throws HareError `CONSUL_NOT_CONSUL` if it is not
   * JSON
   */
  async json(path: string): Promise<unknown> {
    return this.#json(
      await this.http.send({ method: 'GET', path, repeatable: true, where: this.where() }),
      undefined,
    );
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

  #checkPermitted(errors: readonly TransactionError[], { key = '' }: Where): void {
    if (errors.some((error) => /Permission denied/.test(error.What)))
      throw permissionDenied(this.http.endpoint, this.where(key));
  }

  /** A tree may look empty because the token may not read it: reading a single key shows that. */
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
}
