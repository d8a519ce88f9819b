import { createOption, defineCommand } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';

export const copyCommand = defineCommand({
  name: 'copy',
  description:
    'Copy the keys of this store to another.\n\nOverwrites existing keys of the target; its ' +
    'other keys stay. Copies all keys or none. Creates a missing target.',
  changes: true,
  edits: true,
  operands: [
    { name: 'TARGET', description: 'the URL of the store to change', completes: 'urls' },
    {
      name: 'KEYS',
      description: 'only these keys and the keys below them: K1;K2 …',
      optional: true,
      completes: 'keys',
    },
  ],
  options: { create: createOption },
  examples: [
    { line: 'confstore json:///etc/app.json copy consul://127.0.0.1:8500/app' },
    { line: "confstore json:///etc/app.json copy yaml:///etc/other.yaml 'server;tags'" },
  ],
  async run({ args: [targetUrl = '', keys], options, delimiter, open }) {
    const source = await open();
    const target = await open({ create: true, folders: options.create }, targetUrl);
    await target.update(() =>
      source.copy(target, keys === undefined ? undefined : splitKeys(keys, delimiter)),
    );
    await source.close();
    return 0;
  },
});
