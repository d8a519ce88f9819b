import type { OpenBackend } from '../backend.js';
import { ConsulBackend } from './consul-backend.js';
import { ConsulKv } from './consul-kv.js';

/**
 * Opens `consul://[host[:port]]/prefix` (`consul+https://` for HTTPS,
 * `consul+unix:///SOCKET:/prefix` for a socket). Nothing is sent before the first use. @throws
 * HareError `CONSUL_ADDRESS`
 */
export const openConsul: OpenBackend = async (url, options) => {
  const kv = ConsulKv.of(url, options.consul);
  return Promise.resolve(
    new ConsulBackend(kv, {
      url: url.text,
      prefix: storePrefix(url.path),
      delimiter: options.delimiter,
      typed: options.typed === true,
    }),
  );
};

/**
 * What all keys of the store begin with: `/a/b` and `/a/b/` are `a/b/`; nothing and `/` are the
 * whole KV.
 */
export function storePrefix(path: string): string {
  const name = path.replace(/^\/+/, '').replace(/\/+$/, '');
  return name === '' ? '' : `${name}/`;
}
