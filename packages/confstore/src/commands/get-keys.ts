import type { CommandDefinition } from '../cli/command.js';
import { keyListPieces } from '../cli/print-values.js';
import { outputGone } from '@hare/cli/streams';

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
  examples: [
    'confstore json:///etc/app.json get_keys',
    "confstore yaml:///etc/app.yaml get_keys --no-index --prefix 'server>'",
    'confstore toml:app.toml get_keys | jq -r .[]',
  ],
  async run({ options, open, print, printed }) {
    const { prefix } = options;
    const store = await open();
    const keys = await store.eachKey({
      index: options['index'] !== false,
      ...(typeof prefix === 'string' ? { prefix } : {}),
    });
    for (const piece of keyListPieces(keys)) {
      print(piece);
      await printed();
      if (outputGone.aborted) break;
    }
    return 0;
  },
};
