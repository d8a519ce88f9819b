import { HareError, parseStoreUrl } from '@hare/base';
import type { ApplyTarget } from './apply-target.js';
import type { ConsulTargetOptions } from './consul-target.js';

/**
 * Opens the KV that a ConfStore URL names: `consul://127.0.0.1:8500/`,
 * `json:///var/lib/hare/kv.json`.
 * @throws HareError `CONFSTORE_URL`, `APPLY_TARGET` for stores that cannot store the keys
 */
export async function openTarget(
  url: string,
  options: ConsulTargetOptions = {},
): Promise<ApplyTarget> {
  const place = parseStoreUrl(url);
  switch (place.scheme) {
    case 'consul': {
      const { ConsulTarget } = await import('./consul-target.js');
      return new ConsulTarget({ ...place, url: place.text }, options);
    }
    case 'json':
    case 'yaml':
    case 'toml':
    case 'dict': {
      const { DocumentTarget } = await import('./document-target.js');
      return DocumentTarget.open(url);
    }
    default:
      throw new HareError(
        'APPLY_TARGET',
        `${place.scheme} cannot store the keys of a configuration (m0conf/nodes/…) and ` +
          'change them all at once',
        { where: { url: place.text }, hint: 'use consul://HOST:PORT/ or json:///FILE' },
      );
  }
}
