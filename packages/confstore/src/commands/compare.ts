import { defineCommand } from '../cli/command.js';
import { printJsonLine } from '../cli/print-values.js';

export const compareCommand = defineCommand({
  name: 'compare',
  description:
    'List the new, deleted and updated keys.\n\nPrints three JSON lists: the keys only in ' +
    'the other store, the keys only in this store, and the keys with different values. Exits ' +
    'with 1 if there are any, 2 for a problem.',
  failureExit: 2,
  operands: [
    { name: 'OTHER', description: 'the URL of the store to compare with', completes: 'urls' },
  ],
  examples: [
    { line: 'confstore json:///etc/app.json compare yaml:///etc/app.yaml' },
    { line: 'confstore json:a.json compare json:b.json >/dev/null || echo they differ' },
  ],
  async run({ args: [otherUrl = ''], open, print }) {
    const [store, other] = [await open(), await open({}, otherUrl)];
    const { new: added, deleted, updated } = await store.compare(other);
    print(`${printJsonLine([added, deleted, updated])}\n`);
    return added.length + deleted.length + updated.length === 0 ? 0 : 1;
  },
});
