import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { StageMachine } from '../every-stage/stage-machine.js';
import { plantedFiles } from './planted.js';

/**
 * Everything that commands have written on a machine, by its path: logs, journal, state,
 * configuration, the calls of hctl, bundles (their inside), and the keys of the KV that the test
 * did not plant. `spoilt`: one more file that a test put secrets into.
 */
export async function outputsOf(
  machine: StageMachine,
  spoilt?: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const walk = (relative: string): void => {
    for (const name of readdirSync(path.join(machine.folder, relative))) {
      const inside = path.posix.join(relative, name);
      const file = path.join(machine.folder, inside);
      const stats = lstatSync(file);
      if (stats.isDirectory()) walk(inside);
      else if (
        stats.isFile() &&
        stats.blocks > 0 &&
        !plantedFiles.test(inside) &&
        inside !== spoilt
      )
        found.set(inside, contentOf(file));
    }
  };
  walk('');
  for (const [key, text] of Object.entries(await machine.kv.read()))
    if (!/(auth_token|settings)$/.test(key)) found.set(`KV ${key}`, text);
  return found;
}

function contentOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}
