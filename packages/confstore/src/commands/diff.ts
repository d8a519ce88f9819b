import { defineCommand, keysOption } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';
import type { ConfLeaf, MapStore } from '../conf-store.js';
import { diffLines } from '../diff/diff-lines.js';
import { compareLeaves, sameAcross } from '../document/compare-leaves.js';
import { isHareError, escapeText } from '@hare/base';
import { unifiedDiff } from '@hare/cli/output';
import { formatKey } from '../key/format-key.js';

export const diffCommand = defineCommand({
  name: 'diff',
  description:
    'Show a unified diff of two stores, with secrets masked.\n\nPrints a unified diff of the ' +
    'lines KEY = VALUE, or nothing if the stores are equal. Exits with 1 if they differ, 2 ' +
    'for a problem.',
  failureExit: 2,
  operands: [
    { name: 'OTHER', description: 'the URL of the store to compare with', completes: 'urls' },
  ],
  options: { keys: keysOption },
  examples: [
    { line: 'confstore json:///etc/app.json diff yaml:///etc/app.yaml' },
    { line: "confstore json:a.json diff json:b.json -k 'server;tags'" },
  ],
  async run({ args: [otherUrl = ''], options: { keys }, delimiter, open, print }) {
    const [store, other] = [await open(), await open({}, otherUrl)];
    const wanted = typeof keys === 'string' ? splitKeys(keys, delimiter) : undefined;
    const [mine, others] = [await leavesOf(store, wanted), await leavesOf(other, wanted)];
    const differences =
      wanted === undefined
        ? await store.compare(other)
        : compareLeaves(mine, others, delimiter, sameAcross(store, other));
    if (differences.new.length + differences.deleted.length + differences.updated.length === 0)
      return 0;
    const [from, to] = [escapeText(store.url, 'line'), escapeText(other.url, 'line')];
    const hasTypes = !store.flat && !other.flat;
    const lines = diffLines({ mine, others, differences, delimiter, hasTypes });
    print(escapeText(unifiedDiff(from, to, lines)));
    return 1;
  },
});

/** The leaves of the wanted keys, as far as the store has them, each once. */
async function leavesOf(
  store: MapStore,
  wanted: readonly string[] | undefined,
): Promise<Iterable<ConfLeaf>> {
  if (wanted === undefined) return store.leaves();
  const found = await Promise.all(wanted.map((key) => store.leaves([key]).catch(orNone)));
  const all = found.flatMap((leaves) => [...leaves]);
  return [...new Map(all.map((leaf) => [formatKey(leaf.path, store.delimiter), leaf])).values()];
}

function orNone(error: unknown): Iterable<ConfLeaf> {
  if (isHareError(error) && error.code === 'KEY_MISSING') return [];
  throw error;
}
