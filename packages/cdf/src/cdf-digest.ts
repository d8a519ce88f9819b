import { createHash } from 'node:crypto';
import { factFields, meaningOf } from './meaning.js';
import type { ClusterDescription } from './model.js';

export interface DigestOptions {
  /**
   * Leave out what facts gathering fills in (cores, memory, device sizes, node groups). Default:
   * false.
   */
  readonly withoutFacts?: boolean;
}

/**
 * A sha256 of what a description means, in hex: the same for both formats, spelled-out defaults and
 * any layout of the file; different as soon as nodes, disks, pools or their order differ.
 */
export function cdfDigest(model: ClusterDescription, options: DigestOptions = {}): string {
  const text = JSON.stringify(meaningOf(model), (name, value: unknown) => {
    if (options.withoutFacts === true && factFields.has(name)) return undefined;
    return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value;
  });
  return createHash('sha256').update(text).digest('hex');
}
