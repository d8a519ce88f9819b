import { defineCommand } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';
import { isLeaf } from '../document/kind-of.js';

export const deleteCommand = defineCommand({
  name: 'delete',
  summary: 'delete keys',
  description:
    'Delete keys.\n\nDeletes all keys or none. Missing keys are ignored. In a list, the last ' +
    'item is removed; any other item becomes "".',
  changes: true,
  operands: [{ name: 'KEYS', description: 'K1;K2 …', completes: 'keys' }],
  options: {
    force: {
      flag: '--force',
      yesOrNo: 'exact',
      description: 'delete maps and lists with their contents',
    },
  },
  examples: [
    { line: "confstore json:///etc/app.json delete 'server>port;debug'" },
    { line: 'confstore yaml:///etc/app.yaml delete --force server' },
  ],
  async run({ args: [keyList = ''], options, delimiter, open }) {
    const keys = splitKeys(keyList, delimiter);
    const force = options.force;
    const store = await open();
    await store.update(async () => {
      // What is not allowed is found before the first key goes: some stores write at once.
      for (const key of keys) if (!force && !isLeaf(await store.get(key))) await store.delete(key);
      for (const key of keys) await store.delete(key, { force });
    });
    return 0;
  },
});
