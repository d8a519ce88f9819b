/**
 * `node reader-process.mjs KV`: reads the configuration's state until its standard input ends, then
 * prints what it saw as JSON.
 */
import { readState } from '@hare/kv';
import { isHareError } from '@hare/base';

const [kv] = process.argv.slice(2);
const seen = { snapshots: 0, applied: 0, applying: 0, broken: [] };
let ended = false;
process.stdin.on('data', () => undefined).on('end', () => (ended = true));
console.log('reading');
while (!ended) {
  try {
    const state = await readState(kv, { retryMs: 0 });
    seen.snapshots += 1;
    if (state.kind === 'applied') seen.applied += 1;
    if (state.kind === 'applying') seen.applying += 1;
    if (state.kind === 'unrecorded' || (state.kind === 'applied' && !state.intact))
      seen.broken.push(state);
  } catch (error) {
    if (!isHareError(error) || !error.code.startsWith('CONSUL_')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
console.log(JSON.stringify(seen));
