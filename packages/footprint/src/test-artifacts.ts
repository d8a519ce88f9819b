import path from 'node:path';
import { testKeysFolder } from '@hare/kv';
import type { Places } from '@hare/stage';

/** Where the stage test leaves what it makes; reset and cleanup remove it. */
export function testFolder({ stateDir }: Pick<Places, 'stateDir'>): string {
  return path.join(stateDir, 'test');
}

/** True for the keys that the stage test writes to the KV: `hare_setup/test/…`. */
export function isTestKey(key: string): boolean {
  return key.startsWith(testKeysFolder);
}
