import {
  consulAddressOf,
  consulUrlOf,
  environmentConsul,
  HareError,
  isTrueInGo,
  maxInputBytes,
  maxInputMs,
  parseConsulAuthority,
  readSmallFileSync,
} from '@hare/base';
import type { ConsulOptions } from './consul-options.js';

/** Where a Consul is and how to talk to it. */
export interface ConsulEndpoint {
  readonly protocol: 'http:' | 'https:';
  readonly host: string;
  readonly port: number;
  /** The file of the socket that is used instead of host and port. */
  readonly socket: string | undefined;
  /** `127.0.0.1:8500`, `[::1]:8500`, `/run/consul.sock`: for messages. */
  readonly address: string;
  /** The URL of its whole KV: `consul://127.0.0.1:8500/`. */
  readonly url: string;
  /** What curl is called with, before the path: `http://127.0.0.1:8500`. */
  readonly curl: string;
  readonly token: string | undefined;
  readonly tls: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  readonly retryMs: number;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The endpoint of `host[:port]` (IPv6 in brackets), without one that of `CONSUL_HTTP_ADDR`, else
 * `127.0.0.1:8500`; options come before the environment.
 * @throws HareError `CONSUL_ADDRESS`, `CONSUL_TLS_FILE`, `CONSUL_TOKEN_FILE`, `LIMIT_VALUE`
 */
export function resolveConsulEndpoint(
  authority: string,
  options: ConsulOptions = {},
  env: Environment = process.env,
): ConsulEndpoint {
  const named =
    authority === '' && options.socket === undefined ? environmentConsul(env) : undefined;
  const socket = options.socket ?? named?.socket;
  const { host, port } = named === undefined ? parseConsulAuthority(authority) : named;
  const https =
    options.https ?? (named?.https === true ? true : isTrueInGo(env['CONSUL_HTTP_SSL'])) ?? false;
  const protocol = https ? 'https:' : 'http:';
  const address = socket ?? consulAddressOf(host, port);
  const verify = options.verify ?? isTrueInGo(env['CONSUL_HTTP_SSL_VERIFY']);
  const caFile = options.caFile ?? filled(env['CONSUL_CACERT']);
  const certFile = options.certFile ?? filled(env['CONSUL_CLIENT_CERT']);
  const keyFile = options.keyFile ?? filled(env['CONSUL_CLIENT_KEY']);
  const serverName = options.serverName ?? filled(env['CONSUL_TLS_SERVER_NAME']);
  return {
    protocol,
    host,
    port,
    socket,
    address,
    url: consulUrlOf({ host, port, socket, https }),
    curl:
      socket === undefined
        ? `${protocol}//${address}`
        : `--unix-socket ${socket} ${protocol}//localhost`,
    token:
      options.token ??
      filled(env['CONSUL_HTTP_TOKEN']) ??
      tokenOfFile(filled(env['CONSUL_HTTP_TOKEN_FILE'])),
    tls: {
      ...(https && caFile !== undefined ? { ca: readTlsFile(caFile) } : {}),
      ...(https && certFile !== undefined ? { cert: readTlsFile(certFile) } : {}),
      ...(https && keyFile !== undefined ? { key: readTlsFile(keyFile) } : {}),
      ...(serverName === undefined ? {} : { servername: serverName }),
      ...(verify === undefined ? {} : { rejectUnauthorized: verify }),
    },
    retryMs: options.retryMs ?? 20_000,
    timeoutMs: options.timeoutMs ?? maxInputMs(env),
    maxAnswerBytes: options.maxAnswerBytes ?? maxInputBytes('answer', env),
  };
}

function tokenOfFile(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return filled(readSmallFileSync(file).trim());
  } catch (cause) {
    throw new HareError('CONSUL_TOKEN_FILE', 'the file in CONSUL_HTTP_TOKEN_FILE cannot be read', {
      where: { file },
      hint: 'make it readable, or unset CONSUL_HTTP_TOKEN_FILE',
      cause,
    });
  }
}

function readTlsFile(file: string): string {
  try {
    return readSmallFileSync(file);
  } catch (cause) {
    throw new HareError(
      'CONSUL_TLS_FILE',
      'a certificate or key for HTTPS to Consul cannot be read',
      {
        where: { file },
        hint: 'correct CONSUL_CACERT, CONSUL_CLIENT_CERT or CONSUL_CLIENT_KEY',
        cause,
      },
    );
  }
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
