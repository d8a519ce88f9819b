import type { CommandDefinition } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';
import { isLeaf } from '../document/kind-of.js';

export const deleteCommand: CommandDefinition = {
  name: 'delete',
  summary: 'delete keys',
  details: [
    'All keys are deleted, or none of them. A key that is absent is no error. In a list the last item goes, any other becomes "".',
  ],
  takesUrl: true,
  changes: true,
  args: [{ name: 'keys', summary: 'K1;K2 …', required: true, completes: 'keys' }],
  options: [
    {
      flags: '--force [boolean]',
      summary: 'delete maps and lists with all that is in them',
      choices: ['true', 'false'],
    },
  ],
  examples: [
    "confstore json:///etc/app.json delete 'server>port;debug'",
    'confstore yaml:///etc/app.yaml delete --force server',
  ],
  prepare: (words) =>
    words.flatMap((word, at) => {
      if (word === '--force') return [words[at + 1] === 'false' ? '--force=false' : '--force=true'];
      return words[at - 1] === '--force' && (word === 'true' || word === 'false') ? [] : [word];
    }),
  async run({ args: [keyList = ''], options, delimiter, open }) {
    const keys = splitKeys(keyList, delimiter);
    const force = options['force'] === 'true';
    const store = await open();
    await store.update(async () => {
      // What is not allowed is found before the first key goes: some stores write at once.
      for (const key of keys) if (!force && !isLeaf(await store.get(key))) await store.delete(key);
      for (const key of keys) await store.delete(key, { force });
    });
    return 0;
  },
};
