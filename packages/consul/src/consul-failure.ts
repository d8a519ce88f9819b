import { HareError, sizeText, type Where } from '@hare/base';
import type { OversizedAnswer } from './split-answer.js';
import type { ConsulEndpoint } from './consul-endpoint.js';

/** An unexpected answer of Consul. */
export interface RefusedAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * The error for a request without an answer: `CONSUL_UNREACHABLE`, `CONSUL_TLS`,
 * `CONSUL_NOT_CONSUL`.
 */
export function connectionFailure(
  endpoint: ConsulEndpoint,
  where: Where,
  cause: NodeJS.ErrnoException,
): HareError {
  const code = cause.code ?? '';
  if (code.startsWith('HPE_')) return notConsul(endpoint, where, cause);
  if (/^(CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME)/.test(code)) {
    return new HareError(
      'CONSUL_TLS',
      `no secure connection to ${endpoint.address}: ${tlsReason(cause)}`,
      {
        where,
        hint:
          'set CONSUL_CACERT to the certificate authority, or use plain HTTP: ' +
          'CONSUL_HTTP_SSL=false',
        cause,
      },
    );
  }
  const reason = reasons[code] ?? cause.message;
  return new HareError(
    'CONSUL_UNREACHABLE',
    `Consul at ${endpoint.address} is unreachable: ${reason}`,
    {
      where,
      hint:
        'start Consul, or correct the address in the URL; to check: curl ' +
        `${endpoint.curl}/v1/status/leader`,
      cause,
    },
  );
}

/** OpenSSL's text has numbers, names of its sources, and an end of line. */
function tlsReason({ message }: Error): string {
  const line = message.trim().replace(/\s+/g, ' ');
  return /wrong.version.number|packet length too long|http request/i.test(line)
    ? 'the server there does not use TLS'
    : line;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'the socket does not exist',
  ENOTFOUND: 'the host name does not resolve',
  EAI_AGAIN: 'DNS does not answer',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
};

/**
 * The error for a refusal: `CONSUL_PERMISSION_DENIED`, `CONSUL_NO_LEADER`, `CONSUL_TOO_LARGE`,
 * `CONSUL_TLS`, `CONSUL_UNPRINTABLE`, `CONSUL_NOT_CONSUL`, `CONSUL_FAILED`.
 */
export function refusal(endpoint: ConsulEndpoint, where: Where, answer: RefusedAnswer): HareError {
  const text = answer.text.trim().slice(0, 300);
  if (isPermissionDenied(answer)) return permissionDenied(endpoint, where, text);
  if (isWithoutLeader(answer))
    return new HareError('CONSUL_NO_LEADER', `Consul at ${endpoint.address} has no leader`, {
      where,
      hint: `start the missing servers; to list them: curl ${endpoint.curl}/v1/status/peers`,
    });
  if (answer.status === 413)
    return new HareError(
      'CONSUL_TOO_LARGE',
      `the value or transaction is larger than the 512 KiB that Consul accepts: ${text}`,
      {
        where,
        hint: 'store large values in files and only their paths in Consul',
      },
    );
  if (answer.status === 400 && text.includes('HTTPS server'))
    return new HareError('CONSUL_TLS', `Consul at ${endpoint.address} requires HTTPS`, {
      where,
      hint: 'set CONSUL_HTTP_SSL=true and CONSUL_CACERT',
    });
  // Consul's web server takes no path with a character that the Unicode of its Go does not know as
  // printable, and then says nothing.
  if (answer.status === 400 && text === '')
    return new HareError(
      'CONSUL_UNPRINTABLE',
      `Consul at ${endpoint.address} refuses a character of this key as unprintable`,
      { where, hint: 'rename the key' },
    );
  if (answer.status === 404) return notConsul(endpoint, where, undefined);
  if (answer.status >= 300 && answer.status < 400)
    return new HareError(
      'CONSUL_NOT_CONSUL',
      `the server at ${endpoint.address} redirects (status ${answer.status}); redirects are ` +
        'not followed',
      { where, hint: 'use the address of Consul itself in the URL' },
    );
  return new HareError(
    'CONSUL_FAILED',
    `Consul at ${endpoint.address} answers ${answer.status}: ${text || 'nothing more'}`,
    { where, hint: `check its log: curl ${endpoint.curl}/v1/agent/monitor` },
  );
}

/** The error of what the token, or that there is none, does not allow. */
export function permissionDenied(endpoint: ConsulEndpoint, where: Where, text = ''): HareError {
  const known = text.includes('ACL not found') ? 'with an unknown token' : 'with this token';
  const token = endpoint.token === undefined ? 'without a token' : known;
  return new HareError(
    'CONSUL_PERMISSION_DENIED',
    `Consul at ${endpoint.address} denies this ${token}`,
    {
      where,
      hint:
        'use a token whose policy allows key_prefix (read, write) and session_prefix ' +
        '(write): CONSUL_HTTP_TOKEN=…',
    },
  );
}

/** The error for a request that exceeded its time limit, however steadily its answer came. */
export function timedOut(endpoint: ConsulEndpoint, where: Where, limitMs: number): HareError {
  return new HareError(
    'CONSUL_TIMED_OUT',
    `Consul at ${endpoint.address} did not answer completely within ${limitMs / 1000} s`,
    {
      where,
      hint: 'check its load and the network, or allow more seconds: CONFSTORE_TIMEOUT=300',
    },
  );
}

/** The error for an answer, other than a refusal, that does not look like Consul's. */
export function wrongAnswer(endpoint: ConsulEndpoint, where: Where, status: number): HareError {
  return new HareError(
    'CONSUL_NOT_CONSUL',
    `the server at ${endpoint.address} is not Consul (status ${status})`,
    {
      where,
      hint: 'correct the port (default: 8500); to check: curl http://HOST:PORT/v1/status/leader',
    },
  );
}

/** The error for an answer above the size limit. */
export function tooLarge(
  endpoint: ConsulEndpoint,
  where: Where,
  { message, limitBytes }: OversizedAnswer,
): HareError {
  return new HareError(
    'CONSUL_ANSWER_TOO_LARGE',
    `${message} of ${endpoint.address} is larger than ${sizeText(limitBytes)}`,
    { where, hint: 'use a longer prefix, or raise the limit: CONFSTORE_MAX_SIZE=1G' },
  );
}

function notConsul(endpoint: ConsulEndpoint, where: Where, cause: unknown): HareError {
  const protocol = endpoint.protocol === 'https:' ? 'HTTPS' : 'HTTP';
  return new HareError(
    'CONSUL_NOT_CONSUL',
    `the server at ${endpoint.address} is not Consul's ${protocol} interface`,
    {
      where,
      hint: 'correct the port (default: 8500; see ports.http in the configuration of Consul)',
      cause,
    },
  );
}

/**
 * What a failed attempt did: nothing, and another may succeed; perhaps all of it, and another may
 * succeed; or it will not succeed.
 */
export type AttemptEffect = 'none' | 'unknown' | 'final';

export function attemptEffect(answer: RefusedAnswer): AttemptEffect {
  if (
    answer.status === 429 ||
    (answer.status === 500 &&
      /^(rpc error[^:]*: )*(No cluster leader|No known Consul servers)/.test(answer.text.trim()))
  )
    return 'none';
  return isWithoutLeader(answer) || answer.status === 503 ? 'unknown' : 'final';
}

function isPermissionDenied(answer: RefusedAnswer): boolean {
  return (
    answer.status === 403 ||
    (answer.status === 500 && /Permission denied|ACL not found/.test(answer.text))
  );
}

function isWithoutLeader(answer: RefusedAnswer): boolean {
  const text = answer.text.toLowerCase();
  return answer.status === 500 && leaderless.some((words) => text.includes(words));
}

/** What Consul says, in small letters, while it has no leader or loses one. */
const leaderless = [
  'no cluster leader',
  'leadership lost',
  'node is not the leader',
  'leadership transfer',
  'raft is already shutdown',
  'rpc error',
  'i/o deadline reached',
  'connection refused',
  'connection reset',
  'eof',
  'broken pipe',
  'no known consul servers',
  'stream closed',
  'session shutdown',
  'timed out enqueuing',
];
