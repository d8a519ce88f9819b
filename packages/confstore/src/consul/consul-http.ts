import http from 'node:http';
import type https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HareError, Where } from '../error.js';
import type { ConsulEndpoint } from './consul-endpoint.js';
import { attemptEffect, connectionFailure, refusal } from './consul-failure.js';
import type { AttemptEffect } from './consul-failure.js';
import { sharedAgent } from './shared-agent.js';

export interface ConsulRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Below `/v1/`, already escaped: `kv/a?recurse=true`. */
  readonly path: string;
  readonly body?: string | Buffer;
  /** Whether asking twice is as good as asking once: only then another attempt follows one of which nobody knows whether it was carried out. */
  readonly repeatable: boolean;
  readonly where: Where;
  /** Answers other than 2xx that the caller reads itself. */
  readonly accept?: readonly number[];
  /** No sign of life for this long ends the attempt, ms (default 30,000). */
  readonly idleMs?: number;
  readonly signal?: AbortSignal;
}

export interface ConsulAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Talks to one Consul. */
export class ConsulHttp {
  readonly endpoint: ConsulEndpoint;
  /** Requests sent so far, repeated ones included. */
  requests = 0;
  #reached = false;

  constructor(endpoint: ConsulEndpoint) {
    this.endpoint = endpoint;
  }

  /** @throws HareError of `connectionFailure` and `refusal`; the signal's reason when it aborts. */
  async send(request: ConsulRequest): Promise<ConsulAnswer> {
    const deadline = Date.now() + this.endpoint.retryMs;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#attempt(request);
      if (outcome.kind === 'answer') return outcome.answer;
      const again = outcome.effect === 'none' || (outcome.effect === 'unknown' && request.repeatable);
      if (!again || Date.now() >= deadline) throw outcome.error;
      await sleep(Math.min(1000, 50 * 2 ** attempt) * (0.5 + Math.random()), undefined, request.signal === undefined ? {} : { signal: request.signal });
    }
  }

  async #attempt(request: ConsulRequest): Promise<Outcome> {
    try {
      const answer = await this.#once(request);
      this.#reached = true;
      if ((answer.status >= 200 && answer.status < 300) || request.accept?.includes(answer.status) === true) return { kind: 'answer', answer };
      const refused = { status: answer.status, text: answer.body.subarray(0, 2000).toString('utf8') };
      return { kind: 'failed', effect: attemptEffect(refused), error: refusal(this.endpoint, request.where, refused) };
    } catch (error) {
      if (request.signal?.aborted === true) throw request.signal.reason;
      const failure = connectionFailure(this.endpoint, request.where, error as NodeJS.ErrnoException);
      // A Consul that was never reached is reported at once: waiting would hide a wrong address.
      const restarts = this.#reached && failure.code === 'CONSUL_UNREACHABLE';
      return { kind: 'failed', effect: !restarts ? 'final' : (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'none' : 'unknown', error: failure };
    }
  }

  async #once(request: ConsulRequest): Promise<ConsulAnswer> {
    const { endpoint } = this;
    const library: typeof http | typeof https = endpoint.protocol === 'https:' ? await import('node:https') : http;
    const agent = sharedAgent(endpoint, library);
    this.requests += 1;
    return new Promise<ConsulAnswer>((resolve, reject) => {
      const sent = library.request(
        {
          ...(endpoint.socket === undefined ? { host: endpoint.host, port: endpoint.port } : { socketPath: endpoint.socket }),
          method: request.method,
          path: `/v1/${request.path}`,
          agent,
          timeout: request.idleMs ?? 30_000,
          headers: { ...(endpoint.token === undefined ? {} : { 'X-Consul-Token': endpoint.token }), ...(request.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(request.body) }) },
          ...(request.signal === undefined ? {} : { signal: request.signal }),
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => (response.complete ? resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }) : reject(cut())));
        },
      );
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
      sent.on('error', reject);
      sent.end(request.body);
    });
  }
}

type Outcome = { readonly kind: 'answer'; readonly answer: ConsulAnswer } | { readonly kind: 'failed'; readonly effect: AttemptEffect; readonly error: HareError };

function cut(): Error {
  return Object.assign(new Error('the connection was cut'), { code: 'ECONNRESET' });
}
