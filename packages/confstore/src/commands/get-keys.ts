import type { CommandDefinition } from '../cli/command.js';
import { printKeyList } from '../cli/print-values.js';

export const getKeysCommand: CommandDefinition = {
  name: 'get_keys',
  summary: 'list the keys',
  details: ['Prints a list as JSON, in the order of the document; nothing for an empty store.'],
  takesUrl: true,
  args: [],
  options: [
    { flags: '--no-index', summary: 'without [n], each name once' },
    { flags: '--prefix <text>', summary: 'only keys that start with this text', completes: 'keys' },
  ],
  examples: ['confstore json:///etc/app.json get_keys', "confstore yaml:///etc/app.yaml get_keys --no-index --prefix 'server>'", 'confstore toml:app.toml get_keys | jq -r .[]'],
  async run({ options, open, print }) {
    const { prefix } = options;
    const store = await open();
    print(printKeyList(await store.keys({ index: options['index'] !== false, ...(typeof prefix === 'string' ? { prefix } : {}) })));
    return 0;
  },
};
