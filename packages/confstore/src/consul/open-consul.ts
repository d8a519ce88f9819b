import { storePrefix, ConsulKv } from '@hare/consul';
import type { OpenBackend } from '../backend.js';
import { ConsulBackend } from './consul-backend.js';

/** Opens `consul://HOST:PORT/prefix` and the like; nothing is sent before the first use. */
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
