import { storePrefix, ConsulKv } from '@hare/consul';
import type { OpenBackend } from '../backend.js';
import { ConsulBackend } from './consul-backend.js';

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
