import { fileURLToPath } from 'node:url';
import { findVersion } from '@hare/base';

/**
 * The version of this package: `0.3.1`; `unknown` where its package.json is not found. The single
 * executable has no such file: there this module is replaced by one that knows.
 */
export async function ownVersion(): Promise<string> {
  return findVersion(fileURLToPath(import.meta.url));
}
