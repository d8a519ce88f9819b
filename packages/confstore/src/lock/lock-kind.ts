import { spawnSync } from 'node:child_process';
import { parseStoreUrl, programPath } from '@hare/base';

/** How the changes and locks of a store are kept apart, in a few words. */
export function lockKind(url: string): string {
  const { scheme } = parseStoreUrl(url);
  if (scheme === 'consul') return 'session of Consul';
  if (scheme === 'dict') return 'none (in memory)';
  const found = spawnSync(programPath('flock'), ['--version'], { cwd: '/', stdio: 'ignore' });
  return found.error === undefined
    ? 'flock(1)'
    : 'a directory (install util-linux for flock(1) locks, which end with their process)';
}
