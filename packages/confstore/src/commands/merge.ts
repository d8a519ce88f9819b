import { createOption, defineCommand, keysOption } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';

export const mergeCommand = defineCommand({
  name: 'merge',
  description:
    'Copy missing keys from another store.\n\nExisting keys keep their values. Copies all ' +
    'keys or none. Creates a missing file.',
  changes: true,
  edits: true,
  operands: [
    { name: 'SOURCE', description: 'the URL of the store to copy keys from', completes: 'urls' },
  ],
  options: { create: createOption, keys: keysOption },
  examples: [
    { line: 'confstore json:///etc/app.json merge yaml:///usr/share/app/defaults.yaml' },
    { line: "confstore toml:app.toml merge json:b.json -k 'server;tags'" },
  ],
  async run({ args: [sourceUrl = ''], options: { keys, create }, delimiter, open }) {
    const source = await open({}, sourceUrl);
    const store = await open({ create: true, folders: create });
    await store.update(() =>
      store.merge(source, typeof keys === 'string' ? splitKeys(keys, delimiter) : undefined),
    );
    await source.close();
    return 0;
  },
});
