import { defineCommand } from '../cli/command.js';
import { printJsonLine } from '../cli/print-values.js';

export const compareCommand = defineCommand({
  name: 'compare',
  summary: 'list the new, deleted and updated keys',
  description:
    'List the new, deleted and updated keys.\n\nPrints three lists as JSON: the keys that only the other store has, those that only this one has, and those with another value. Exits 1 when there is any, 2 for a problem.',
  takesUrl: true,
  failureExit: 2,
  operands: [
    { name: 'OTHER', description: 'the URL of the store to compare with', completes: 'urls' },
  ],
  options: {},
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
