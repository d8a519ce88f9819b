import type { CommandDefinition } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';

export const mergeCommand: CommandDefinition = {
  name: 'merge',
  summary: 'take over the keys that this store lacks',
  details: [
    'Keys that are there keep their values. All keys are taken over, or none of them. A missing file is made.',
  ],
  takesUrl: true,
  changes: true,
  args: [
    {
      name: 'source',
      summary: 'the URL of the store to take keys from',
      required: true,
      completes: 'urls',
    },
  ],
  options: [
    { flags: '-k, --keys <keys>', summary: 'only these keys and what is below them: K1;K2 …' },
  ],
  examples: [
    'confstore json:///etc/app.json merge yaml:///usr/share/app/defaults.yaml',
    "confstore toml:app.toml merge json:b.json -k 'server;tags'",
  ],
  async run({ args: [sourceUrl = ''], options: { keys }, delimiter, open }) {
    const source = await open({}, sourceUrl);
    const store = await open({ create: true });
    await store.update(() =>
      store.merge(source, typeof keys === 'string' ? splitKeys(keys, delimiter) : undefined),
    );
    await source.close();
    return 0;
  },
};
