import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../../node_modules/.cache/hare-sandbox', import.meta.url));

/**
 * Makes a folder as a copy of one that `make` made before, in this process or another one;
 * `what` says all that the content depends on.
 */
export function makeOnce(folder: string, what: unknown, make: (folder: string) => void): void {
  const digest = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  const made = path.join(cache, digest);
  if (!existsSync(made)) {
    mkdirSync(cache, { recursive: true });
    const ours = mkdtempSync(`${made}.`);
    make(path.join(ours, 'made'));
    try {
      renameSync(path.join(ours, 'made'), made);
    } catch (error) {
      // Another process was first.
      if (!existsSync(made)) throw error;
    }
    rmSync(ours, { recursive: true });
  }
  cpSync(made, folder, { recursive: true });
}
