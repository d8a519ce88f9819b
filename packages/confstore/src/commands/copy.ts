import type { CommandDefinition } from '../cli/command.js';
import { splitKeys } from '../cli/split-list.js';

export const copyCommand: CommandDefinition = {
  name: 'copy',
  summary: 'set the keys of this store in another',
  details: [
    'Keys of the target that this store has too get its values; its other keys stay. All keys are set, or none of them. A missing target is made.',
  ],
  takesUrl: true,
  changes: true,
  args: [
    {
      name: 'target',
      summary: 'the URL of the store to change',
      required: true,
      completes: 'urls',
    },
    {
      name: 'keys',
      summary: 'only these keys and what is below them: K1;K2 …',
      required: false,
      completes: 'keys',
    },
  ],
  options: [],
  examples: [
    'confstore json:///etc/app.json copy consul://127.0.0.1:8500/app',
    "confstore json:///etc/app.json copy yaml:///etc/other.yaml 'server;tags'",
  ],
  async run({ args: [targetUrl = '', keys], delimiter, open }) {
    const source = await open();
    const target = await open({ create: true }, targetUrl);
    await target.update(() =>
      source.copy(target, keys === undefined ? undefined : splitKeys(keys, delimiter)),
    );
    await source.close();
    return 0;
  },
};
