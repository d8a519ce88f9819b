import { HareError, readSmallFileSync, maxInputBytes, maxInputMs } from '@hare/base';
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
    authority === '' && options.socket === undefined ? environmentAddress(env) : undefined;
  const socket = options.socket ?? named?.socket;
  const { host, port } = named === undefined ? parseAuthority(authority) : named;
  const https =
    options.https ?? (named?.https === true ? true : isTrue(env['CONSUL_HTTP_SSL'])) ?? false;
  const protocol = https ? 'https:' : 'http:';
  const address = socket ?? addressOf(host, port);
  const verify = options.verify ?? isTrue(env['CONSUL_HTTP_SSL_VERIFY']);
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
    url: urlOf({ host, port, socket, https }),
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

interface ConsulAddress {
  readonly host: string;
  readonly port: number;
  readonly socket?: string | undefined;
  readonly https?: boolean | undefined;
}

/**
 * The URL of the Consul that `CONSUL_HTTP_ADDR` names, as Consul's own command reads it:
 * `host:port`, `http://…`, `https://…`, `unix:///run/consul.sock`. One that cannot be read becomes
 * the URL of no address, which says so where it is used. Undefined when the variable is not set.
 */
export function consulUrlOfEnvironment(env: Environment = process.env): string | undefined {
  const text = filled(env['CONSUL_HTTP_ADDR']?.trim());
  if (text === undefined) return undefined;
  try {
    const address = environmentAddress(env);
    return address === undefined ? undefined : urlOf(address);
  } catch (error) {
    if (error instanceof HareError) return 'consul:///';
    throw error;
  }
}

function environmentAddress(env: Environment): ConsulAddress | undefined {
  const text = filled(env['CONSUL_HTTP_ADDR']?.trim());
  if (text === undefined) return undefined;
  const [, scheme = '', rest = text] = /^([a-z]+):\/\/(.*)$/is.exec(text) ?? [];
  const kind = scheme.toLowerCase();
  if (kind === 'unix' && rest.startsWith('/')) return { host: 'localhost', port: 0, socket: rest };
  const authority = rest.replace(/\/+$/, '');
  const found =
    ['', 'http', 'https'].includes(kind) && authority !== ''
      ? splitAuthority(authority)
      : undefined;
  if (found === undefined)
    throw badAddress(
      text,
      'correct CONSUL_HTTP_ADDR: HOST:PORT, https://HOST:PORT, or unix:///run/consul.sock; a token goes to CONSUL_HTTP_TOKEN',
    );
  const https = kind === 'https' ? true : isTrue(env['CONSUL_HTTP_SSL']) === true;
  // Without a port Consul's own command takes that of the protocol.
  return { host: found.host, port: found.port ?? (https ? 443 : 80), ...(https ? { https } : {}) };
}

function urlOf({ host, port, socket, https = false }: ConsulAddress): string {
  if (socket !== undefined) return `consul+unix://${socket}`;
  return `${https ? 'consul+https' : 'consul'}://${addressOf(host, port)}/`;
}

function addressOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function badAddress(text: string, hint: string): HareError {
  return new HareError(
    'CONSUL_ADDRESS',
    `${JSON.stringify(text.replace(/^.*@/, '***@'))} is not the address of a Consul`,
    { hint },
  );
}

function parseAuthority(authority: string): { readonly host: string; readonly port: number } {
  const found = splitAuthority(authority);
  if (found === undefined)
    throw badAddress(
      authority,
      'write consul://HOST:PORT/PREFIX; an IPv6 address stands in brackets: consul://[::1]:8500/PREFIX; a token goes to CONSUL_HTTP_TOKEN',
    );
  return { host: found.host, port: found.port ?? 8500 };
}

function splitAuthority(
  authority: string,
): { readonly host: string; readonly port: number | undefined } | undefined {
  const found =
    /^(?:\[(?<six>[0-9a-f:.]+(?:%[\w.-]+)?)\]|(?<name>[\w.-]*))(?::(?<port>\d*))?$/i.exec(
      authority,
    );
  const port = found?.groups?.['port'] ?? '';
  if (found === null || Number(port) > 65_535 || (port !== '' && Number(port) === 0))
    return undefined;
  return {
    host: filled(found.groups?.['six']) ?? filled(found.groups?.['name']) ?? '127.0.0.1',
    port: port === '' ? undefined : Number(port),
  };
}

function tokenOfFile(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return filled(readSmallFileSync(file).trim());
  } catch (cause) {
    throw new HareError(
      'CONSUL_TOKEN_FILE',
      'the file named by CONSUL_HTTP_TOKEN_FILE cannot be read',
      { where: { file }, hint: 'make it readable, or unset CONSUL_HTTP_TOKEN_FILE', cause },
    );
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
        hint: 'see CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY',
        cause,
      },
    );
  }
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** As Go reads booleans, and so Consul's own command. */
function isTrue(text: string | undefined): boolean | undefined {
  if (text === undefined || text === '') return undefined;
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}
