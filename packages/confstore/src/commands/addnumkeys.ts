import type { CommandDefinition } from '../cli/command.js';

export const addnumkeysCommand: CommandDefinition = {
  name: 'addnumkeys',
  summary: 'set num_NAME beside every list NAME',
  details: ['For every list of every map, num_ and its name is set to how many items it has.'],
  takesUrl: true,
  changes: true,
  args: [],
  options: [],
  examples: ['confstore json:///etc/app.json addnumkeys'],
  async run({ open }) {
    const store = await open();
    await store.update(() => store.addNumKeys());
    return 0;
  },
};
