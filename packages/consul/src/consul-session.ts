import { setTimeout as sleep } from 'node:timers/promises';
import { wrongAnswer } from './consul-failure.js';
import type { ConsulKv } from './consul-kv.js';

/** The shortest and the longest time to live that Consul takes, ms. */
export const sessionTtlLimits = { min: 10_000, max: 86_400_000 } as const;

export interface SessionOptions {
  /** For those who look at Consul's sessions: who and what for. */
  readonly name: string;
  /**
   * How long after the last renewal Consul ends the session, ms; kept within Consul's limits.
   * Consul may take up to twice as long.
   */
  readonly ttlMs: number;
  /**
   * Renewed until `end`, as long as this process runs (default); else it lasts its time to live.
   */
  readonly renew?: boolean;
}

/** A session of Consul: it keeps locks while it lives, and its locked keys are deleted with it. */
export class ConsulSession {
  readonly id: string;
  readonly #kv: ConsulKv;
  readonly #ended = new AbortController();

  private constructor(kv: ConsulKv, id: string, renewEveryMs: number | undefined) {
    this.id = id;
    this.#kv = kv;
    if (renewEveryMs !== undefined) void this.#keepAlive(renewEveryMs);
  }

  static async create(kv: ConsulKv, options: SessionOptions): Promise<ConsulSession> {
    const ttlMs = Math.min(sessionTtlLimits.max, Math.max(sessionTtlLimits.min, options.ttlMs));
    const answer = await kv.http.send({
      method: 'PUT',
      path: 'session/create',
      body: JSON.stringify({
        Name: options.name,
        TTL: `${Math.ceil(ttlMs / 1000)}s`,
        LockDelay: '0s',
        Behavior: 'delete',
        NodeChecks: [],
      }),
      // A session that is made twice by mistake ends by itself.
      repeatable: true,
      where: kv.where(),
    });
    const id = idIn(answer.body.toString('utf8'));
    if (id === undefined) throw wrongAnswer(kv.http.endpoint, kv.where(), answer.status);
    return new ConsulSession(kv, id, options.renew === false ? undefined : ttlMs / 3);
  }

  /** Ends the session; the keys it locked are deleted. */
  async end(): Promise<void> {
    this.#ended.abort();
    await destroySession(this.#kv, this.id);
  }

  async #keepAlive(everyMs: number): Promise<void> {
    const { signal } = this.#ended;
    try {
      for (;;) {
        await sleep(everyMs, undefined, { ref: false, signal });
        const answer = await this.#kv.http.send({
          method: 'PUT',
          path: `session/renew/${this.id}`,
          repeatable: true,
          where: this.#kv.where(),
          accept: [404],
          signal,
        });
        if (answer.status === 404) return;
      }
    } catch {
      // Ended, or Consul is unreachable: every transaction checks whether the session is still
      // valid.
    }
  }
}

/** The id of a session, which becomes part of paths. */
function idIn(answer: string): string | undefined {
  try {
    const found: unknown = JSON.parse(answer);
    return typeof found === 'object' &&
      found !== null &&
      'ID' in found &&
      typeof found.ID === 'string' &&
      /^[\w-]{1,128}$/.test(found.ID)
      ? found.ID
      : undefined;
  } catch {
    return undefined;
  }
}

/** Ends a session by its id; one that is gone already is fine. */
export async function destroySession(kv: ConsulKv, id: string): Promise<void> {
  await kv.http.send({
    method: 'PUT',
    path: `session/destroy/${encodeURIComponent(id)}`,
    repeatable: true,
    where: kv.where(),
  });
}
