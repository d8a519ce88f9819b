// Run as a child process, so that its memory is its own: opens a store with the built library and
// reports what it took. argv: URL, key to get. Prints one line of JSON.
import { readFileSync } from 'node:fs';
import { openConfStore } from '../../dist/index.js';

const [url, key] = process.argv.slice(2);
const outcome = await openConfStore(url, { maps: true }).then(
  async (store) => ({ value: printed(await store.get(key)), keys: (await store.keys()).length }),
  (error) => ({
    error: error.name === 'HareError' ? error.code : `a defect: ${error.stack}`,
    where: error.where,
  }),
);
// Not resourceUsage().maxRSS: that starts with what the parent had when it forked.
const peakKib = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
console.log(JSON.stringify({ ...outcome, peakBytes: peakKib * 1024 }));

/** The beginning of a value as JSON: printing all of it would take memory of its own. */
function printed(value) {
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 20) : value);
}
