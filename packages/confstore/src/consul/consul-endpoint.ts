import { readFileSync } from 'node:fs';
import { HareError } from '../error.js';
import type { ConsulOptions } from './consul-options.js';

/** Where a Consul is and how to talk to it. */
export interface ConsulEndpoint {
  readonly protocol: 'http:' | 'https:';
  readonly host: string;
  readonly port: number;
  /** `127.0.0.1:8500`, `[::1]:8500`: for messages. */
  readonly address: string;
  readonly token: string | undefined;
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string; readonly rejectUnauthorized?: boolean };
  readonly retryMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The endpoint of `host[:port]` (default `127.0.0.1:8500`, IPv6 in brackets); options come before the environment.
 * @throws HareError `CONSUL_ADDRESS`, `CONSUL_TLS_FILE`, `CONSUL_TOKEN_FILE`
 */
export function resolveConsulEndpoint(authority: string, options: ConsulOptions = {}, env: Environment = process.env): ConsulEndpoint {
  const { host, port } = parseAuthority(authority);
  const https = options.https ?? isTrue(env['CONSUL_HTTP_SSL']) ?? false;
  const verify = options.verify ?? isTrue(env['CONSUL_HTTP_SSL_VERIFY']);
  const caFile = options.caFile ?? filled(env['CONSUL_CACERT']);
  const certFile = options.certFile ?? filled(env['CONSUL_CLIENT_CERT']);
  const keyFile = options.keyFile ?? filled(env['CONSUL_CLIENT_KEY']);
  const serverName = options.serverName ?? filled(env['CONSUL_TLS_SERVER_NAME']);
  return {
    protocol: https ? 'https:' : 'http:',
    host,
    port,
    address: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
    token: options.token ?? filled(env['CONSUL_HTTP_TOKEN']) ?? tokenOfFile(filled(env['CONSUL_HTTP_TOKEN_FILE'])),
    tls: {
      ...(https && caFile !== undefined ? { ca: readTlsFile(caFile) } : {}),
      ...(https && certFile !== undefined ? { cert: readTlsFile(certFile) } : {}),
      ...(https && keyFile !== undefined ? { key: readTlsFile(keyFile) } : {}),
      ...(serverName === undefined ? {} : { servername: serverName }),
      ...(verify === undefined ? {} : { rejectUnauthorized: verify }),
    },
    retryMs: options.retryMs ?? 20_000,
  };
}

function parseAuthority(authority: string): { readonly host: string; readonly port: number } {
  const found = /^(?:\[(?<six>[0-9a-f:.]+(?:%[\w.-]+)?)\]|(?<name>[\w.-]*))(?::(?<port>\d*))?$/i.exec(authority);
  const port = found?.groups?.['port'] ?? '';
  if (found === null || Number(port) > 65_535 || (port !== '' && Number(port) === 0)) {
    throw new HareError('CONSUL_ADDRESS', `${JSON.stringify(authority.replace(/^.*@/, ''))} is not the address of a Consul`, {
      hint: 'write consul://HOST:PORT/PREFIX; an IPv6 address stands in brackets: consul://[::1]:8500/PREFIX; a token goes to CONSUL_HTTP_TOKEN',
    });
  }
  return { host: filled(found.groups?.['six']) ?? filled(found.groups?.['name']) ?? '127.0.0.1', port: port === '' ? 8500 : Number(port) };
}

function tokenOfFile(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return filled(readFileSync(file, 'utf8').trim());
  } catch (cause) {
    throw new HareError('CONSUL_TOKEN_FILE', 'the file named by CONSUL_HTTP_TOKEN_FILE cannot be read', { where: { file }, hint: 'make it readable, or unset CONSUL_HTTP_TOKEN_FILE', cause });
  }
}

function readTlsFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HareError('CONSUL_TLS_FILE', 'a certificate or key for HTTPS to Consul cannot be read', { where: { file }, hint: 'see CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY', cause });
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
