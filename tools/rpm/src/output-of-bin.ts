import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { repository } from '../../workspace/manifests.mjs';

/** What a built bin prints. */
export function outputOfBin(folder: string, args: readonly string[]): string {
  return execFileSync(
    process.execPath,
    [path.join(repository, 'packages', folder, 'dist/bin.cjs'), ...args],
    { encoding: 'utf8' },
  );
}
