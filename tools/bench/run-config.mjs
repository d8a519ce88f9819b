import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../packages/hare_setup/dist/bin.cjs', import.meta.url));
const usageModule = new URL('./report-usage.mjs', import.meta.url).href;

/**
 * Runs hare_setup with these words, a file of its own in `folder`: time and processor time, ms, and
 * the most memory, MB. One that fails is an error.
 */
export async function runConfig(words, folder, env = {}) {
  const usage = path.join(folder, 'usage.json');
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', usageModule, bin, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, HARE_BENCH_USAGE: usage, NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`config ended with ${status}:\n${output}`);
  return { ms: performance.now() - begin, ...JSON.parse(readFileSync(usage, 'utf8')) };
}
