import { spawnSync } from 'node:child_process';
import { writeFitted } from '@hare/cli/streams';
import { defineCommand } from '../cli/command.js';
import { printJsonLine } from '../cli/print-values.js';
import type { MapStore } from '../conf-store.js';
import { toConfValue } from '../document/conf-value.js';
import { count } from '../document/kind-of.js';
import { HareError, escapeText, isHareError, parseStoreUrl, programPath } from '@hare/base';

export const validateCommand = defineCommand({
  name: 'validate',
  description:
    'Check the store, and show its kind of lock.\n\nStricter than reading: repeated keys in ' +
    'ini and properties files, and keys repeated with the same value in json and yaml, are ' +
    'errors.',
  options: {
    json: {
      flag: '--json',
      description: 'print one report object, even for an invalid store',
    },
  },
  examples: [
    { line: 'confstore yaml:///etc/app.yaml validate' },
    { line: 'confstore ini:///etc/app.ini validate --json' },
  ],
  async run({ url, options, open, print }) {
    const { store, problems } = await check(open);
    let keys = 0;
    for (const _key of (await store?.eachKey()) ?? []) keys += 1;
    const lock = lockKind(url);
    if (options['json']) {
      const report = {
        url: store?.url ?? url,
        valid: problems.length === 0,
        keys,
        lock,
        problems: problems.map((problem) => problem.toJSON()),
      };
      print(`${printJsonLine(toConfValue(report))}\n`);
      return problems.length === 0 ? 0 : 1;
    }
    const [only, ...others] = problems;
    if (only !== undefined)
      throw others.length === 0
        ? only
        : new HareError('CONFSTORE_INVALID', `${problems.length} problems`, {
            where: { url: store?.url ?? url },
            problems,
          });
    const shown = escapeText(store?.url ?? url, 'line');
    writeFitted(process.stdout, `${shown}: ${count(keys, 'key')}, no problems\nlock: ${lock}\n`);
    return 0;
  },
});

async function check(
  open: () => Promise<MapStore>,
): Promise<{ readonly store: MapStore | undefined; readonly problems: readonly HareError[] }> {
  try {
    const store = await open();
    return { store, problems: await store.warnings() };
  } catch (error) {
    if (!isHareError(error) || error.exitCode === 2) throw error;
    return { store: undefined, problems: [error] };
  }
}

/** How the changes and locks of a store are kept apart, in a few words. */
function lockKind(url: string): string {
  const { scheme } = parseStoreUrl(url);
  if (scheme === 'consul') return 'session of Consul';
  if (scheme === 'dict') return 'none (in memory)';
  const found = spawnSync(programPath('flock'), ['--version'], { cwd: '/', stdio: 'ignore' });
  return found.error === undefined
    ? 'flock(1)'
    : 'a directory (install util-linux for flock(1) locks, which end with their process)';
}
