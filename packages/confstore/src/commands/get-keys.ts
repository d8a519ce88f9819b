import { defineCommand } from '../cli/command.js';
import { keyListPieces } from '../cli/print-values.js';
import { outputGone } from '@hare/cli/streams';

export const getKeysCommand = defineCommand({
  name: 'get_keys',
  description: 'List the keys.\n\nPrints a list as JSON, in the order of the document.',
  options: {
    noIndex: { flag: '--no-index', description: 'omit [n], and print each name only once' },
    prefix: {
      flag: '--prefix',
      value: 'TEXT',
      verbatim: true,
      completes: 'keys',
      description: 'only keys that start with this text',
    },
  },
  examples: [
    { line: 'confstore json:///etc/app.json get_keys' },
    { line: "confstore yaml:///etc/app.yaml get_keys --no-index --prefix 'server>'" },
    { line: 'confstore toml:app.toml get_keys | jq -r .[]' },
  ],
  async run({ options, open, print, printed }) {
    const { prefix } = options;
    const store = await open();
    const keys = await store.eachKey({
      index: !options.noIndex,
      ...(typeof prefix === 'string' ? { prefix } : {}),
    });
    for (const piece of keyListPieces(keys)) {
      print(piece);
      await printed();
      if (outputGone.aborted) break;
    }
    return 0;
  },
});
