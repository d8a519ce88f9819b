import http from 'node:http';
import type https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { isHareError, type HareError, type Where } from '@hare/base';
import type { ConsulEndpoint } from './consul-endpoint.js';
import {
  attemptEffect,
  connectionFailure,
  refusal,
  timedOut,
  tooLarge,
  wrongAnswer,
  type AttemptEffect,
} from './consul-failure.js';
import { sharedAgent } from './shared-agent.js';
import { OversizedAnswer, WrongShape, type AnswerSplitter } from './split-answer.js';

/** For an answer that is read as a whole: a session, a yes or no, the health of services. */
const maxPlainBytes = 16 * 1024 ** 2;

/** Of a refusal its first words are quoted. */
const maxRefusalBytes = 64 * 1024;

export interface ConsulRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Below `/v1/`, already escaped: `kv/a?recurse=true`. */
  readonly path: string;
  readonly body?: string | Buffer;
  /**
   * Whether the request is idempotent: only then is it retried when it is unknown whether it was
   * carried out.
   */
  readonly repeatable: boolean;
  readonly where: Where;
  /** Status codes other than 2xx that the caller handles itself. */
  readonly accept?: readonly number[];
  /** No sign of life for this long ends the attempt, ms (default 30,000). */
  readonly idleMs?: number;
  /** For a blocking query: how long Consul may wait before it answers, ms. */
  readonly waitMs?: number;
  /**
   * For an answer that may be large: splits it as it arrives, afresh for each attempt. The body of
   * the answer is then its frame.
   */
  readonly split?: () => AnswerSplitter;
  readonly signal?: AbortSignal;
}

export interface ConsulAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Talks to one Consul. Redirects are not followed: the token goes to no other host. */
export class ConsulHttp {
  readonly endpoint: ConsulEndpoint;
  /** Requests sent so far, repeated ones included. */
  requests = 0;
  #reached = false;

  constructor(endpoint: ConsulEndpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @throws HareError of `connectionFailure`, `refusal`, `timedOut`, `tooLarge`, `wrongAnswer`; the
   * signal's reason when it aborts.
   */
  async send(request: ConsulRequest): Promise<ConsulAnswer> {
    // From the first failure on: a process that was stopped for a while finds its request timed out.
    let deadline: number | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#attempt(request);
      if (outcome.kind === 'answer') return outcome.answer;
      const again =
        outcome.effect === 'none' || (outcome.effect === 'unknown' && request.repeatable);
      deadline ??= Date.now() + this.endpoint.retryMs;
      if (!again || Date.now() >= deadline) throw outcome.error;
      await sleep(
        Math.min(1000, 50 * 2 ** attempt) * (0.5 + Math.random()),
        undefined,
        request.signal === undefined ? {} : { signal: request.signal },
      );
    }
  }

  async #attempt(request: ConsulRequest): Promise<Outcome> {
    try {
      const answer = await this.#once(request);
      this.#reached = true;
      if (isGood(request, answer.status)) return { kind: 'answer', answer };
      const refused = {
        status: answer.status,
        text: answer.body.subarray(0, 2000).toString('utf8'),
      };
      return {
        kind: 'failed',
        effect: attemptEffect(refused),
        error: refusal(this.endpoint, request.where, refused),
      };
    } catch (error) {
      if (request.signal?.aborted === true) throw request.signal.reason;
      if (isHareError(error)) return { kind: 'failed', effect: 'final', error };
      const failure = connectionFailure(
        this.endpoint,
        request.where,
        error as NodeJS.ErrnoException,
      );
      // A Consul that was never reached is reported at once: waiting would hide a wrong address.
      const restarts = this.#reached && failure.code === 'CONSUL_UNREACHABLE';
      return {
        kind: 'failed',
        effect: !restarts
          ? 'final'
          : (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
            ? 'none'
            : 'unknown',
        error: failure,
      };
    }
  }

  async #once(request: ConsulRequest): Promise<ConsulAnswer> {
    const { endpoint } = this;
    const library: typeof http | typeof https =
      endpoint.protocol === 'https:' ? await import('node:https') : http;
    const agent = sharedAgent(endpoint, library);
    this.requests += 1;
    return new Promise<ConsulAnswer>((resolve, reject) => {
      const sent = library.request({
        ...(endpoint.socket === undefined
          ? { host: endpoint.host, port: endpoint.port }
          : { socketPath: endpoint.socket }),
        method: request.method,
        path: `/v1/${request.path}`,
        agent,
        timeout: request.idleMs ?? 30_000,
        headers: {
          ...(endpoint.token === undefined ? {} : { 'X-Consul-Token': endpoint.token }),
          ...(request.body === undefined
            ? {}
            : { 'Content-Length': Buffer.byteLength(request.body) }),
        },
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      const limitMs = endpoint.timeoutMs + (request.waitMs ?? 0);
      const deadline = setTimeout(() => fail(timedOut(endpoint, request.where, limitMs)), limitMs);
      const settle = (work: () => void): void => {
        clearTimeout(deadline);
        work();
      };
      const fail = (error: unknown): void =>
        settle(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
          sent.destroy();
        });
      sent.on('response', (response) => {
        const collect = collector(request, endpoint, response);
        response.on('data', (chunk: Buffer) => {
          try {
            if (collect.add(chunk)) return;
            settle(() => resolve(collect.answer()));
            sent.destroy();
          } catch (error) {
            fail(error);
          }
        });
        response.on('error', fail);
        response.on('end', () =>
          response.complete ? settle(() => resolve(collect.answer())) : fail(cut()),
        );
      });
      sent.on('timeout', () =>
        fail(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
      );
      sent.on('error', fail);
      // Also after an upgrade that was not requested.
      sent.on('close', () => fail(cut()));
      sent.end(request.body);
    });
  }
}

interface Collector {
  /**
   * False when no more of it is wanted. @throws HareError `CONSUL_ANSWER_TOO_LARGE`,
   * `CONSUL_NOT_CONSUL`
   */
  add(chunk: Buffer): boolean;
  answer(): ConsulAnswer;
}

/** An answer as it arrives, within its limits. Of a refusal only the beginning is read. */
function collector(
  request: ConsulRequest,
  endpoint: ConsulEndpoint,
  response: http.IncomingMessage,
): Collector {
  const status = response.statusCode ?? 0;
  const isWanted = isGood(request, status);
  const splitter = isWanted ? request.split?.() : undefined;
  const limit =
    splitter === undefined
      ? Math.min(maxPlainBytes, endpoint.maxAnswerBytes)
      : endpoint.maxAnswerBytes;
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      size += chunk.length;
      if (!isWanted && size > maxRefusalBytes) return false;
      if (size > limit)
        throw tooLarge(endpoint, request.where, new OversizedAnswer('the answer', limit));
      try {
        if (splitter === undefined) chunks.push(chunk);
        else splitter.write(chunk);
      } catch (error) {
        if (error instanceof OversizedAnswer) throw tooLarge(endpoint, request.where, error);
        throw error instanceof WrongShape ? wrongAnswer(endpoint, request.where, status) : error;
      }
      return true;
    },
    answer: () => ({
      status,
      headers: response.headers,
      body: splitter === undefined ? Buffer.concat(chunks) : Buffer.from(splitter.frame, 'latin1'),
    }),
  };
}

function isGood(request: ConsulRequest, status: number): boolean {
  return (status >= 200 && status < 300) || request.accept?.includes(status) === true;
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: ConsulAnswer }
  | { readonly kind: 'failed'; readonly effect: AttemptEffect; readonly error: HareError };

function cut(): Error {
  return Object.assign(new Error('the connection was cut'), { code: 'ECONNRESET' });
}
