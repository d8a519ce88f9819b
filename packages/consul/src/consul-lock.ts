import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { HareError } from '@hare/base';
import type { ConsulKv } from './consul-kv.js';
import { ConsulSession, destroySession } from './consul-session.js';

/** Locks live in keys below this one, which never shows among a store's keys. */
export const consulLockFolder = '.confstore/lock/';

/** The lock key of a domain in a store whose keys begin with `prefix`. */
function lockKey(prefix: string, domain: string): string {
  return `${prefix}${consulLockFolder}${domain}`;
}

/** How a lock is taken; see `LockOptions` of a ConfStore. */
export interface ConsulLockOptions {
  readonly durationMs?: number;
  readonly detached?: boolean;
  readonly waitMs?: number;
  readonly ttlMs?: number;
}

export interface ConsulLock {
  readonly domain: string;
  readonly owner: string;
  release(): Promise<void>;
}

/** The content of a lock key, for the message to others. */
interface LockNote {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
  /** When the lock ends by itself, ISO 8601. */
  readonly until?: string;
}

interface Holder {
  readonly session: string;
  readonly note: LockNote | undefined;
}

/** How long a lock outlives a holder that died, ms. Consul may take up to twice as long. */
const defaultTtlMs = 15_000;

/**
 * Takes the lock of a domain: a key locked by a session, so that it is freed once the holder has
 * been gone for the session's time to live.
 * @throws HareError `CONFSTORE_LOCKED` when another owner still has it after `waitMs`
 */
export async function acquireConsulLock(
  kv: ConsulKv,
  prefix: string,
  domain: string,
  owner: string,
  options: ConsulLockOptions = {},
): Promise<ConsulLock> {
  const key = lockKey(prefix, domain);
  const deadline = Date.now() + (options.waitMs ?? 0);
  const { durationMs } = options;
  const detached = options.detached === true;
  const session = await ConsulSession.create(kv, {
    name: `confstore lock ${domain} of ${owner}`,
    ttlMs: detached ? (durationMs ?? defaultTtlMs) : (options.ttlMs ?? defaultTtlMs),
    renew: !detached,
  });
  try {
    for (;;) {
      const note: LockNote = {
        owner,
        host: os.hostname(),
        pid: process.pid,
        since: new Date().toISOString(),
        ...(durationMs === undefined
          ? {}
          : { until: new Date(Date.now() + durationMs).toISOString() }),
      };
      const outcome = await kv.transaction(
        [{ verb: 'lock', key, text: JSON.stringify(note), session: session.id }],
        true,
      );
      if (outcome.kind === 'done') {
        if (durationMs !== undefined && !detached)
          setTimeout(() => void session.end().catch(() => undefined), durationMs).unref();
        return { domain, owner, release: () => session.end() };
      }
      const holder = await readHolder(kv, key);
      if (holder === undefined) continue;
      if (holder.note?.owner === owner) {
        await session.end();
        return { domain, owner, release: () => destroySession(kv, holder.session) };
      }
      if (isOver(holder)) await destroySession(kv, holder.session);
      else if (Date.now() >= deadline) throw lockedBy(holder, domain, kv, key);
      else {
        const until = Date.parse(holder.note?.until ?? '') || deadline;
        await waitUntilFree(kv, key, Math.min(deadline, until));
      }
    }
  } catch (error) {
    await session.end();
    throw error;
  }
}

/** Frees the lock of `owner`, or with `force` of anyone; returns whether it was freed. */
export async function releaseConsulLock(
  kv: ConsulKv,
  prefix: string,
  domain: string,
  owner: string,
  force: boolean,
): Promise<boolean> {
  const holder = await readHolder(kv, lockKey(prefix, domain));
  if (holder === undefined || isOver(holder) || (!force && holder.note?.owner !== owner))
    return false;
  await destroySession(kv, holder.session);
  return true;
}

/** Whether `owner` could take the lock: it is free, or its own. */
export async function couldTakeConsulLock(
  kv: ConsulKv,
  prefix: string,
  domain: string,
  owner: string,
): Promise<boolean> {
  const holder = await readHolder(kv, lockKey(prefix, domain));
  return holder === undefined || isOver(holder) || holder.note?.owner === owner;
}

async function readHolder(kv: ConsulKv, key: string): Promise<Holder | undefined> {
  const entry = await kv.get(key);
  return entry?.session === undefined
    ? undefined
    : { session: entry.session, note: parseNote(entry.text) };
}

function isOver({ note }: Holder): boolean {
  return note?.until !== undefined && Date.parse(note.until) <= Date.now();
}

function parseNote(text: string): LockNote | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'owner' in value && 'pid' in value
      ? (value as LockNote)
      : undefined;
  } catch {
    return undefined;
  }
}

function lockedBy({ note }: Holder, domain: string, kv: ConsulKv, key: string): HareError {
  const who =
    note === undefined
      ? 'another process'
      : `${note.owner} (process ${note.pid} on ${note.host}, since ${note.since})`;
  return new HareError('CONFSTORE_LOCKED', `the lock ${domain} belongs to ${who}`, {
    where: kv.where(key),
    hint: 'wait until that process ends, or stop it',
  });
}

/** Returns when the key's lock may be free, or at the deadline. */
async function waitUntilFree(kv: ConsulKv, key: string, deadline: number): Promise<void> {
  const { index, entries } = await kv.tree(key);
  if (!entries.some((entry) => entry.key === key && entry.session !== undefined)) return;
  const remaining = deadline - Date.now();
  if (remaining <= 0) return;
  const seconds = Math.max(1, Math.min(60, Math.ceil(remaining / 1000)));
  const timeout = AbortSignal.timeout(remaining);
  try {
    if (index > 0) await kv.tree(key, { index, seconds, signal: timeout });
    else await sleep(Math.min(200, remaining));
  } catch (error) {
    if (!timeout.aborted) throw error;
  }
}
