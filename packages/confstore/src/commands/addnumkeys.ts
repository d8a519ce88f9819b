import { defineCommand } from '../cli/command.js';

export const addnumkeysCommand = defineCommand({
  name: 'addnumkeys',
  description:
    'Set num_NAME for every list NAME.\n\nFor every list in every map, sets num_NAME to its ' +
    'number of items.',
  changes: true,
  edits: true,
  examples: [{ line: 'confstore json:///etc/app.json addnumkeys' }],
  async run({ open }) {
    const store = await open();
    await store.update(() => store.addNumKeys());
    return 0;
  },
});
