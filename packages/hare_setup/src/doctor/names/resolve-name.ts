import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import type { Resolution } from './judge-name.js';
import { addressesIn } from '@hare/cluster';

/**
 * Looks a name up as every program does; below a root, the hosts file of that system comes first.
 */
export async function resolveName(
  name: string,
  hostsFile: string | undefined,
  timeoutMs: number,
): Promise<Resolution> {
  const written =
    hostsFile === undefined
      ? []
      : addressesIn(await readFile(hostsFile, 'utf8').catch(() => ''), name);
  if (written.length > 0) return { kind: 'addresses', addresses: written };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Resolution>((resolve) => {
    timer = setTimeout(
      () => resolve({ kind: 'unknown', reason: `no answer from DNS within ${timeoutMs / 1000} s` }),
      timeoutMs,
    );
  });
  const found = lookup(name, { all: true }).then(
    (all): Resolution => ({
      kind: 'addresses',
      addresses: [...new Set(all.map(({ address }) => address))],
    }),
    (error: unknown): Resolution => ({
      kind: 'unknown',
      reason: (error as NodeJS.ErrnoException).code ?? (error as Error).message,
    }),
  );
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}
