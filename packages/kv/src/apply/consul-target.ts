import {
  ConsulSession,
  destroySession,
  packTransactions,
  type ConsulKv,
  type ConsulOptions,
  type KvOperation,
} from '@hare/consul';
import { HareError } from '@hare/base';
import { formatRecord, parseRecord } from './apply-record.js';
import type { ApplyChange, ApplyTarget, Glance } from './apply-target.js';
import { ConsulKeys, type ConsulPlace } from './consul-keys.js';
import { isClusterKey, lockKey, recordKey, sealKey } from '../keys/key-families.js';
import { isGone, ownHolder, parseHolder } from './lock-holder.js';
import { Snapshot } from './snapshot.js';

/**
 * How many transactions are on their way at a time: Consul writes those that wait to its log
 * together.
 */
const parallel = 6;

/**
 * The longest single wait for others, ms: a Consul that lost its data starts counting its writes
 * again.
 */
const longestWaitMs = 10_000;

export interface ConsulTargetOptions extends ConsulOptions {
  /**
   * How long Consul keeps the lock of a writer that does not answer any more, ms (default 15,000;
   * Consul takes at least 10,000, and up to twice as long).
   */
  readonly ttlMs?: number | undefined;
  readonly now?: (() => Date) | undefined;
}

/**
 * The keys of a Consul below a prefix as a KV: locked by a session that every transaction checks.
 */
export class ConsulTarget implements ApplyTarget {
  readonly url: string;
  readonly kv: ConsulKv;
  readonly #keys: ConsulKeys;
  readonly #options: ConsulTargetOptions;
  /** Of the lock, while it is this process's turn. */
  #turn: ConsulSession | undefined;

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

  async glance(): Promise<Glance> {
    const entry = await this.kv.get(this.#key(recordKey));
    const recordText = entry?.text;
    const record = parseRecord(recordText, this.url);
    return {
      record,
      recordText,
      isIntact: async (shape) => {
        const { sealedAt } = record ?? {};
        // A record that was copied from another Consul speaks of that one's numbers.
        return (
          typeof sealedAt === 'number' &&
          (entry?.modifyIndex ?? 0) > sealedAt &&
          this.#keys.areIntactSince(sealedAt, shape)
        );
      },
    };
  }

  async takeTurn(owner: string): Promise<boolean> {
    if (this.#turn !== undefined) return true;
    if ((await this.#lookAtLock()).holder !== undefined) return false;
    const session = await this.#openSession(owner);
    try {
      const outcome = await this.kv.transaction([await this.#lock(owner, session)], true);
      if (outcome.kind === 'done') this.#turn = session;
    } finally {
      if (this.#turn === undefined) await session.end();
    }
    return this.#turn !== undefined;
  }

  async write(change: ApplyChange): Promise<'written' | 'busy' | 'superseded'> {
    this.#checkSizes(change);
    const { owner } = change.applying;
    const session = this.#turn ?? (await this.#openSession(owner));
    try {
      const fence: readonly KvOperation[] = [
        { verb: 'check-session', key: this.#key(lockKey), session: session.id },
      ];
      const first = session === this.#turn ? fence : [await this.#lock(owner, session)];
      const begun = await this.#begin(change, first).catch((error: unknown) => {
        // It is unknown whether it was done; reading again shows it.
        if (isPassingFailure(error)) return 'superseded' as const;
        throw error;
      });
      if (begun !== 'begun') return begun;
      try {
        await change.guard();
      } catch (error) {
        await this.#takeBack(change, fence);
        throw error;
      }
      if (!(await this.#send(this.#sets(change), fence))) return 'superseded';
      if (!(await this.#send(this.#deletes(change), fence))) return 'superseded';
      const sealed = await this.#seal(change, fence);
      return sealed === 'superseded' ? sealed : await this.#commit(change, fence, sealed);
    } finally {
      this.#turn = undefined;
      await session.end().catch(() => undefined);
    }
  }

  async waitForOthers(timeoutMs: number, signal?: AbortSignal): Promise<string | undefined> {
    const { holder, index } = await this.#lookAtLock();
    if (holder === undefined) return undefined;
    const waitMs = Math.min(timeoutMs, longestWaitMs);
    const timeout = AbortSignal.timeout(waitMs);
    const end = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
    try {
      await this.kv.tree(this.#key(lockKey), {
        index,
        seconds: Math.max(1, Math.ceil(waitMs / 1000)),
        signal: end,
      });
    } catch (error) {
      if (!end.aborted) throw error;
    }
    return holder;
  }

  /** Connections belong to the process and close when idle. */
  async close(): Promise<void> {
    await this.endTurn();
  }

  async endTurn(): Promise<void> {
    const turn = this.#turn;
    this.#turn = undefined;
    // Consul ends it, and the lock with it, when nothing renews it any more.
    await turn?.end().catch(() => undefined);
  }

  /** The owner of the lock, if it may still run; and the index to wait from. */
  async #lookAtLock(): Promise<{ readonly holder: string | undefined; readonly index: number }> {
    const lock = this.#key(lockKey);
    const { entries, index } = await this.kv.tree(lock);
    const held = entries.find((entry) => entry.key === lock);
    if (held?.session === undefined) return { holder: undefined, index };
    const holder = parseHolder(held.text);
    if (holder === undefined) return { holder: 'another process', index };
    if (await isGone(holder)) {
      // Its session would end by itself; whatever it still sends is refused, as its transactions
      // check the session.
      await destroySession(this.kv, held.session);
      return { holder: undefined, index };
    }
    const { owner, pid, host, since } = holder;
    return { holder: `${owner} (process ${pid} on ${host}, since ${since})`, index };
  }

  async #openSession(owner: string): Promise<ConsulSession> {
    return ConsulSession.create(this.kv, {
      name: `hare_setup apply of ${owner}`,
      ttlMs: this.#options.ttlMs ?? 15_000,
    });
  }

  async #lock(owner: string, session: ConsulSession): Promise<KvOperation> {
    const holder = await ownHolder(owner, this.#options.now?.() ?? new Date());
    return {
      verb: 'lock',
      key: this.#key(lockKey),
      text: JSON.stringify(holder),
      session: session.id,
    };
  }

  /** Nothing may be begun that Consul then refuses for its size. */
  #checkSizes({ applying, sets }: ApplyChange): void {
    const longest = '0'.repeat(36);
    for (const [key, text] of [...sets, [recordKey, formatRecord(applying)] as const]) {
      // Far below the limit, even as three bytes for each character.
      if (this.#key(key).length + text.length < 65_536) continue;
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
   * Step 1: one transaction takes the lock, or checks that we have it, and records what is being
   * applied, if the record is still the expected one.
   */
  async #begin(
    { applying, expected }: ApplyChange,
    lock: readonly KvOperation[],
  ): Promise<'begun' | 'busy' | 'superseded'> {
    const outcome = await this.kv.transaction(
      [
        ...lock,
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
   * Step 2: transactions in any order, encoded while others are on their way; false when the
   * session lost the lock. Sending one twice is harmless, as long as the lock is ours.
   */
  async #send(operations: Iterable<KvOperation>, fence: readonly KvOperation[]): Promise<boolean> {
    const waiting = packTransactions(operations, fence);
    let held = true;
    const worker = async (): Promise<void> => {
      for (const { body } of waiting) {
        if (!(await this.kv.write(body, true))) held = false;
        if (!held) return;
      }
    };
    const results = await Promise.allSettled(Array.from({ length: parallel }, worker));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return held;
  }

  /**
   * Before step 3: makes the seal, then reads all keys, so that others need not. The index of the
   * seal: later writes have a later one.
   */
  async #seal(
    { applied, isComplete }: ApplyChange,
    fence: readonly KvOperation[],
  ): Promise<number | 'superseded' | undefined> {
    const key = this.#key(sealKey);
    const outcome = await this.kv.transaction(
      [...fence, { verb: 'set', key, text: '' }, { verb: 'delete', key }],
      true,
    );
    if (outcome.kind === 'refused' || !isComplete(await this.read(applied.names)))
      return 'superseded';
    return outcome.entries.find((entry) => entry.key === key)?.modifyIndex;
  }

  /** Step 3: one transaction says that it is applied, and frees the lock. */
  async #commit(
    { applied, expected }: ApplyChange,
    fence: readonly KvOperation[],
    sealedAt: number | undefined,
  ): Promise<'written' | 'superseded'> {
    const text = formatRecord(sealedAt === undefined ? applied : { ...applied, sealedAt });
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
  *#sets({ expected, sets }: ApplyChange): Generator<KvOperation> {
    for (const [key, text] of sets) {
      const common = { key: this.#key(key), text, flags: expected.flags(key) };
      yield isClusterKey(key) && !expected.has(key)
        ? { verb: 'cas', ...common, index: 0 }
        : { verb: 'set', ...common };
    }
  }

  *#deletes({ deletes }: ApplyChange): Generator<KvOperation> {
    for (const key of deletes) yield { verb: 'delete', key: this.#key(key) };
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
