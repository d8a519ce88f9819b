import { createHash } from 'node:crypto';
import { isNodeError, parseStoreUrl } from '@hare/base';
import { digestFile, markOfFile } from './digest-file.js';

/**
 * A mark of everything in a KV: while it is the same, so are the keys. A file's is made of its
 * bytes; Consul's takes two small requests, and also changes with foreign keys. Undefined where
 * there is none. @throws HareError and system errors of a KV that cannot be asked
 */
export async function kvMark(url: string): Promise<string | undefined> {
  const place = parseStoreUrl(url);
  if (place.scheme === 'consul') {
    const { ConsulKeys } = await import('../apply/consul-keys.js');
    // Whoever reads the keys waits for a Consul that does not answer.
    const mark = await new ConsulKeys({ ...place, url: place.text }, { retryMs: 0 }).mark();
    return mark === undefined ? undefined : `consul ${digestOf(mark)}`;
  }
  if (place.scheme === 'dict' || place.scheme === 'dir') return undefined;
  try {
    return markOfFile((await digestFile(place.path)).digest);
  } catch (error) {
    if (isNodeError(error, 'ENOENT')) return 'no file';
    throw error;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
