import { createHash } from 'node:crypto';
import { isClusterKey } from '../keys/key-families.js';
import { configuredValue } from '../keys/node-state.js';

/**
 * The digest of a configuration, `sha256:…`: over its keys in the order of their UTF-16 units, each
 * with its value, separated by NUL. Keys and states that a running cluster owns are left out, so it
 * stays the same while the cluster works.
 */
export function configurationDigest(
  entries: Iterable<readonly [key: string, text: string]>,
): string {
  const counted = [...entries]
    .filter(([key]) => !isClusterKey(key))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const hash = createHash('sha256');
  for (const [key, text] of counted) hash.update(`${key}\0${configuredValue(key, text)}\0`);
  return `sha256:${hash.digest('hex')}`;
}
