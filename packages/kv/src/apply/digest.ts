import { createHash } from 'node:crypto';
import { isClusterKey } from '../keys/key-families.js';
import { configuredValue } from '../keys/node-state.js';

/**
 * The digest of a configuration, `sha256:…`: over its keys in the order of their UTF-16 units, each
 * with its value, separated by NUL. Keys and states that a running cluster owns are left out, so it
 * stays the same while the cluster works.
 */
export function configurationDigest(
  configuration: ReadonlyMap<string, string>,
  sortedKeys: readonly string[] = [...configuration.keys()].sort(),
): string {
  const hash = createHash('sha256');
  // In pieces: a call for each key takes longer than what it digests.
  let piece = '';
  for (const key of sortedKeys) {
    if (isClusterKey(key)) continue;
    piece += `${key}\0${configuredValue(key, configuration.get(key) ?? '')}\0`;
    if (piece.length < 65_536) continue;
    hash.update(piece);
    piece = '';
  }
  hash.update(piece);
  return `sha256:${hash.digest('hex')}`;
}
