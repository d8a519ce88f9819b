import { defineCommand } from '../cli/command.js';

export const addnumkeysCommand = defineCommand({
  name: 'addnumkeys',
  summary: 'set num_NAME beside every list NAME',
  description:
    'Set num_NAME beside every list NAME.\n\nFor every list of every map, num_ and its name is set to how many items it has.',
  takesUrl: true,
  changes: true,
  options: {},
  examples: [{ line: 'confstore json:///etc/app.json addnumkeys' }],
  async run({ open }) {
    const store = await open();
    await store.update(() => store.addNumKeys());
    return 0;
  },
});
