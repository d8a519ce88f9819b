import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { StageContext } from '@hare/stage';

/**
 * The names under which this machine may appear in the KV: `--node`, `/etc/hostname`, and outside
 * of `--root` the host name.
 */
export async function machineNames(
  context: Pick<StageContext, 'node' | 'root' | 'path'>,
): Promise<readonly string[]> {
  const named = (await readFile(context.path('/etc/hostname'), 'utf8').catch(() => '')).trim();
  return [...new Set([context.node ?? '', named, context.root === '' ? hostname() : ''])].filter(
    (name) => name !== '',
  );
}
