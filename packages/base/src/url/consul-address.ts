import { HareError } from '../errors/error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a Consul is, as an address says it. */
export interface ConsulAddress {
  readonly host: string;
  readonly port: number;
  readonly socket?: string | undefined;
  readonly https?: boolean | undefined;
}

/**
 * The URL of the Consul that `CONSUL_HTTP_ADDR` names, as Consul's own command reads it:
 * `host:port`, `http://…`, `https://…`, `unix:///run/consul.sock`. An unreadable one becomes a URL
 * without address, which is reported where it is used. Undefined if the variable is not set.
 */
export function consulUrlOfEnvironment(env: Environment = process.env): string | undefined {
  try {
    const address = environmentConsul(env);
    return address === undefined ? undefined : consulUrlOf(address);
  } catch (error) {
    if (error instanceof HareError) return 'consul:///';
    throw error;
  }
}

/**
 * The KV that `CONSUL_HTTP_ADDR` names, as for Consul's own command; undefined where that is the
 * default one, which may be down until the cluster starts.
 */
export function kvOfEnvironment(env: Environment): string | undefined {
  if ((env['CONSUL_HTTP_ADDR'] ?? '') === '') return undefined;
  const url = consulUrlOfEnvironment(env);
  const byDefault = consulUrlOfEnvironment({ ...env, CONSUL_HTTP_ADDR: '127.0.0.1:8500' });
  return url?.replace(/\/\/(?:localhost|\[::1\]):/i, '//127.0.0.1:') === byDefault
    ? undefined
    : url;
}

/** The address in `CONSUL_HTTP_ADDR`. @throws HareError `CONSUL_ADDRESS` */
export function environmentConsul(env: Environment): ConsulAddress | undefined {
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
      'correct CONSUL_HTTP_ADDR: HOST:PORT, https://HOST:PORT, or unix:///run/consul.sock; ' +
        'pass a token in CONSUL_HTTP_TOKEN',
    );
  const https = kind === 'https' ? true : isTrueInGo(env['CONSUL_HTTP_SSL']) === true;
  // Without a port Consul's own command takes that of the protocol.
  return { host: found.host, port: found.port ?? (https ? 443 : 80), ...(https ? { https } : {}) };
}

/** The URL of the whole KV of a Consul. */
export function consulUrlOf({ host, port, socket, https = false }: ConsulAddress): string {
  if (socket !== undefined) return `consul+unix://${socket}`;
  return `${https ? 'consul+https' : 'consul'}://${consulAddressOf(host, port)}/`;
}

/** `host:port`, IPv6 in brackets. */
export function consulAddressOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Host and port of a URL's authority. @throws HareError `CONSUL_ADDRESS` */
export function parseConsulAuthority(authority: string): {
  readonly host: string;
  readonly port: number;
} {
  const found = splitAuthority(authority);
  if (found === undefined)
    throw badAddress(
      authority,
      'write consul://HOST:PORT/PREFIX; put an IPv6 address in brackets: ' +
        'consul://[::1]:8500/PREFIX; pass a token in CONSUL_HTTP_TOKEN',
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

function badAddress(text: string, hint: string): HareError {
  return new HareError(
    'CONSUL_ADDRESS',
    `${JSON.stringify(text.replace(/^.*@/, '***@'))} is not a Consul address`,
    { hint },
  );
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** As Go reads booleans, and so Consul's own command. */
export function isTrueInGo(text: string | undefined): boolean | undefined {
  if (text === undefined || text === '') return undefined;
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}
