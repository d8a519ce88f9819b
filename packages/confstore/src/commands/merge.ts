import { createOption, defineCommand } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';

export const mergeCommand = defineCommand({
  name: 'merge',
  summary: 'take over the keys that this store lacks',
  description:
    'Take over the keys that this store lacks.\n\nKeys that are there keep their values. All keys are taken over, or none of them. A missing file is made.',
  takesUrl: true,
  changes: true,
  operands: [
    { name: 'SOURCE', description: 'the URL of the store to take keys from', completes: 'urls' },
  ],
  options: {
    create: createOption,
    keys: {
      flag: '--keys',
      aliases: ['-k'],
      value: 'KEYS',
      verbatim: true,
      completes: 'keys',
      description: 'only these keys and what is below them: K1;K2 …',
    },
  },
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
