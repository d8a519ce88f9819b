import {
  ConsulSession,
  destroySession,
  packTransactions,
  type ConsulKv,
  type ConsulOptions,
  type KvOperation,
  type OperationPack,
} from '@hare/consul';
import { HareError } from '@hare/base';
import { formatRecord } from './apply-record.js';
import type { ApplyChange, ApplyTarget } from './apply-target.js';
import { ConsulKeys, type ConsulPlace } from './consul-keys.js';
import { isClusterKey, lockKey, recordKey } from '../keys/key-families.js';
import { isGone, ownHolder, parseHolder } from './lock-holder.js';
import { Snapshot } from './snapshot.js';

/**
 * How many transactions are on their way at a time: Consul writes those that wait to its log
 * together.
 */
const parallel = 6;

export interface ConsulTargetOptions extends ConsulOptions {
  /**
   * How long Consul keeps the lock of a writer that does not answer any more, ms (default 15,000;
   * Consul takes at least 10,000, and up to twice as long).
   */
  readonly ttlMs?: number | undefined;
  readonly now?: (() => Date) | undefined;
}

/**
 * The keys of a Consul below a prefix as a KV: a lock held by a session, and every transaction
 * checks that session.
 */
export class ConsulTarget implements ApplyTarget {
  readonly url: string;
  readonly kv: ConsulKv;
  readonly #keys: ConsulKeys;
  readonly #options: ConsulTargetOptions;

  constructor(place: ConsulPlace, options: ConsulTargetOptions = {}) {
    this.#keys = new ConsulKeys(place, options);
    this.url = place.url;
    this.kv = this.#keys.kv;
    this.#options = options;
  }

  get requests(): number {
    return this.kv.http.requests;
  }

  async read(names: readonly string[] = []): Promise<Snapshot> {
    const entries = await this.#keys.readConfiguration(names);
    return new Snapshot(this.url, entries, entries.get(recordKey)?.modifyIndex ?? 0);
  }

  async write(change: ApplyChange): Promise<'written' | 'busy' | 'superseded'> {
    this.#checkSizes(change);
    const session = await ConsulSession.create(this.kv, {
      name: `hare_setup apply of ${change.applying.owner}`,
      ttlMs: this.#options.ttlMs ?? 15_000,
    });
    try {
      const begun = await this.#begin(change, session).catch((error: unknown) => {
        // Nobody knows whether it was done; reading again tells.
        if (isPassingFailure(error)) return 'superseded' as const;
        throw error;
      });
      if (begun !== 'begun') return begun;
      const lock = this.#key(lockKey);
      const fence: readonly KvOperation[] = [
        { verb: 'check-session', key: lock, session: session.id },
      ];
      try {
        await change.guard();
      } catch (error) {
        await this.#takeBack(change, fence);
        throw error;
      }
      const sets = [...change.sets].map(([key, text]) => this.#set(change.expected, key, text));
      if (!(await this.#send(packTransactions(sets, fence)))) return 'superseded';
      const deletes = change.deletes.map((key): KvOperation => ({
        verb: 'delete',
        key: this.#key(key),
      }));
      if (!(await this.#send(packTransactions(deletes, fence)))) return 'superseded';
      return await this.#commit(change, fence);
    } finally {
      await session.end().catch(() => undefined);
    }
  }

  async waitForOthers(timeoutMs: number): Promise<string | undefined> {
    const lock = this.#key(lockKey);
    const { entries, index } = await this.kv.tree(lock);
    const held = entries.find((entry) => entry.key === lock);
    if (held?.session === undefined) return undefined;
    const holder = parseHolder(held.text);
    if (holder !== undefined && (await isGone(holder))) {
      // Its session would end by itself; whatever it still sends is refused, as its transactions
      // check the session.
      await destroySession(this.kv, held.session);
      return undefined;
    }
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      await this.kv.tree(lock, {
        index,
        seconds: Math.max(1, Math.ceil(timeoutMs / 1000)),
        signal: timeout,
      });
    } catch (error) {
      if (!timeout.aborted) throw error;
    }
    return holder === undefined
      ? 'another process'
      : `${holder.owner} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  }

  /** Nothing is kept: connections belong to the process and close when idle. */
  async close(): Promise<void> {
    return Promise.resolve();
  }

  /** Nothing may be begun that Consul then refuses for its size. */
  #checkSizes({ applying, sets }: ApplyChange): void {
    const longest = '0'.repeat(36);
    for (const [key, text] of [...sets, [recordKey, formatRecord(applying)] as const]) {
      const [pack] = packTransactions<KvOperation>(
        [{ verb: 'set', key: this.#key(key), text }],
        [{ verb: 'check-session', key: this.#key(lockKey), session: longest }],
      );
      if (pack?.fits === false) {
        const hint =
          key === recordKey
            ? 'move keys below the prefixes m0conf/, ports/ …'
            : 'reduce the value to at most about 380 KiB (it is sent as base64)';
        throw new HareError(
          'APPLY_TOO_LARGE',
          'a transaction of Consul is limited to 512 KiB, but this key needs ' +
            `${pack.body.length} bytes`,
          { where: { url: this.url, key }, hint },
        );
      }
    }
  }

  /**
   * Step 1: one transaction takes the lock and says what is being applied, if the record is still
   * the expected one.
   */
  async #begin(
    { applying, expected }: ApplyChange,
    session: ConsulSession,
  ): Promise<'begun' | 'busy' | 'superseded'> {
    const holder = await ownHolder(applying.owner, this.#options.now?.() ?? new Date());
    const outcome = await this.kv.transaction(
      [
        {
          verb: 'lock',
          key: this.#key(lockKey),
          text: JSON.stringify(holder),
          session: session.id,
        },
        {
          verb: 'cas',
          key: this.#key(recordKey),
          text: formatRecord(applying),
          index: expected.recordVersion,
          flags: expected.flags(recordKey),
        },
      ],
      false,
    );
    if (outcome.kind === 'done') return 'begun';
    return outcome.operations.includes(0) ? 'busy' : 'superseded';
  }

  /** Instead of steps 2 and 3, when nothing may be written after all: the record is as it was. */
  async #takeBack({ expected }: ApplyChange, fence: readonly KvOperation[]): Promise<void> {
    const record = this.#key(recordKey);
    const before: KvOperation =
      expected.recordText === undefined
        ? { verb: 'delete', key: record }
        : { verb: 'set', key: record, text: expected.recordText, flags: expected.flags(recordKey) };
    await this.kv.transaction(
      [...fence, before, { verb: 'delete', key: this.#key(lockKey) }],
      true,
    );
  }

  /**
   * Step 2: transactions in any order; false when the session lost the lock. Sending one twice is
   * harmless, as long as the lock is ours.
   */
  async #send(packs: readonly OperationPack<KvOperation>[]): Promise<boolean> {
    const waiting = packs.values();
    let held = true;
    const worker = async (): Promise<void> => {
      for (const { body } of waiting) {
        if (!held) return;
        const outcome = await this.kv.transactionBody(body, true, this.kv.where());
        if (outcome.kind === 'refused') held = false;
      }
    };
    const results = await Promise.allSettled(
      Array.from({ length: Math.min(parallel, packs.length) }, worker),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return held;
  }

  /** Step 3: one transaction says that it is applied, and frees the lock. */
  async #commit(
    { applied, expected }: ApplyChange,
    fence: readonly KvOperation[],
  ): Promise<'written' | 'superseded'> {
    const text = formatRecord(applied);
    const outcome = await this.kv.transaction(
      [
        ...fence,
        { verb: 'set', key: this.#key(recordKey), text, flags: expected.flags(recordKey) },
        { verb: 'delete', key: this.#key(lockKey) },
      ],
      true,
    );
    if (outcome.kind === 'done') return 'written';
    // Perhaps the answer to a first attempt was lost.
    return (await this.kv.get(this.#key(recordKey)))?.text === text ? 'written' : 'superseded';
  }

  /**
   * A key keeps its flags. One of a running cluster's only gets its first value where it is still
   * missing: the cluster may have started meanwhile.
   */
  #set(expected: Snapshot, key: string, text: string): KvOperation {
    const common = { key: this.#key(key), text, flags: expected.flags(key) };
    return isClusterKey(key) && !expected.has(key)
      ? { verb: 'cas', ...common, index: 0 }
      : { verb: 'set', ...common };
  }

  #key(key: string): string {
    return this.#keys.full(key);
  }
}

/** True for failures that pass: Consul is without a leader, or restarts. */
function isPassingFailure(error: unknown): boolean {
  return (
    error instanceof HareError &&
    (error.code === 'CONSUL_NO_LEADER' || error.code === 'CONSUL_UNREACHABLE')
  );
}
