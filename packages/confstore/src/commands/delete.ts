import { type Command, defineCommand } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';
import { isLeaf } from '../document/kind-of.js';
import { pathOfKey } from '../key/flat-key.js';
import type { Path } from '../key/path.js';

export const deleteCommand = deletingCommand('delete', false, {
  description:
    'Delete keys.\n\nDeletes all keys or none. Missing keys are ignored. In a list, the last ' +
    'item is removed; any other item becomes "". To take an item out: remove.',
  examples: [
    { line: "confstore json:///etc/app.json delete 'server>port;debug'" },
    { line: 'confstore yaml:///etc/app.yaml delete --force server' },
  ],
});

export const removeCommand = deletingCommand('remove', true, {
  description:
    'Remove keys, and items from lists.\n\nLike delete, but the items after a removed item ' +
    'move up: no gap stays. Each key names an item by its position before the call.',
  examples: [
    { line: "confstore app.yaml remove 'server>names[1]'" },
    { line: "confstore app.toml remove --force 'nodes[0];nodes[2]'" },
  ],
});

function deletingCommand(
  name: string,
  closeUp: boolean,
  texts: Pick<Command, 'description' | 'examples'>,
): Command {
  return defineCommand({
    name,
    ...texts,
    changes: true,
    edits: true,
    operands: [{ name: 'KEYS', description: 'K1;K2 …', completes: 'keys' }],
    options: {
      force: {
        flag: '--force',
        yesOrNo: 'exact',
        description: `${name} maps and lists with their contents`,
      },
    },
    async run({ args: [keyList = ''], options: { force }, delimiter, open }) {
      const store = await open();
      const given = splitKeys(keyList, delimiter);
      // From the end: what moves up is then behind all that is still to go.
      const keys = closeUp
        ? [...new Set(given)].sort((left, right) =>
            comparePaths(pathOfKey(right, store), pathOfKey(left, store)),
          )
        : given;
      await store.update(async () => {
        // What is not allowed is found before the first key goes: some stores write at once.
        for (const key of keys)
          if (!force && !isLeaf(await store.get(key))) await store.delete(key);
        for (const key of keys) await store.delete(key, { force, closeUp });
      });
      return 0;
    },
  });
}

function comparePaths(left: Path, right: Path): number {
  for (const [at, step] of left.entries()) {
    const other = right[at];
    if (step === other) continue;
    if (other === undefined) return 1;
    if (typeof step === 'number' && typeof other === 'number') return step - other;
    return String(step) < String(other) ? -1 : 1;
  }
  return left.length - right.length;
}
