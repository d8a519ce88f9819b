import type { CommandDefinition } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';
import type { ConfLeaf, ConfStore } from '../conf-store.js';
import { diffLeaves, type KeyDifference } from '../diff/diff-leaves.js';
import { printLine } from '../diff/print-line.js';
import { isHareError } from '../error.js';
import { sameAcross } from '../store/same-across.js';

export const diffCommand: CommandDefinition = {
  name: 'diff',
  summary: 'show what differs as a unified diff, secrets masked',
  details: ['Prints a unified diff of the lines KEY = VALUE of both stores; nothing when they are the same. Exits 1 when they differ, 2 for a problem.'],
  takesUrl: true,
  failureExit: 2,
  args: [{ name: 'other', summary: 'the URL of the store to compare with', required: true, completes: 'urls' }],
  options: [{ flags: '-k, --keys <keys>', summary: 'only these keys and what is below them: K1;K2 …', completes: 'keys' }],
  examples: ['confstore json:///etc/app.json diff yaml:///etc/app.yaml', "confstore json:a.json diff json:b.json -k 'server;tags'"],
  async run({ args: [otherUrl = ''], options: { keys }, delimiter, open, print }) {
    const [store, other] = [await open(), await open({}, otherUrl)];
    const wanted = typeof keys === 'string' ? splitKeys(keys, delimiter) : undefined;
    const differences = diffLeaves(await leavesOf(store, wanted), await leavesOf(other, wanted), delimiter, sameAcross(store, other));
    if (differences.every(({ same }) => same)) return 0;
    const { unifiedDiff } = await import('../diff/unified-diff.js');
    const hasTypes = !store.flat && !other.flat;
    print(unifiedDiff(store.url, other.url, differences.flatMap((each) => linesOf(each, hasTypes))));
    return 1;
  },
};

/** The leaves of the wanted keys, as far as the store has them. */
async function leavesOf(store: ConfStore, wanted: readonly string[] | undefined): Promise<readonly ConfLeaf[]> {
  if (wanted === undefined) return store.leaves();
  const found = await Promise.all(wanted.map((key) => store.leaves([key]).catch(orNone)));
  return found.flat();
}

function orNone(error: unknown): readonly ConfLeaf[] {
  if (isHareError(error) && error.code === 'KEY_MISSING') return [];
  throw error;
}

function linesOf({ key, path, mine, other, same }: KeyDifference, hasTypes: boolean): readonly { readonly kind: 'both' | 'before' | 'after'; readonly text: string }[] {
  if (same && mine !== undefined) return [{ kind: 'both', text: printLine(key, path, mine, hasTypes) }];
  return [
    ...(mine === undefined ? [] : [{ kind: 'before' as const, text: printLine(key, path, mine, hasTypes) }]),
    ...(other === undefined ? [] : [{ kind: 'after' as const, text: printLine(key, path, other, hasTypes) }]),
  ];
}
