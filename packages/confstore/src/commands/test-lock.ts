import type { CommandDefinition } from '../cli/command.js';
import { defaultOwner, lockArguments } from '../cli/lock-arguments.js';

export const testLockCommand: CommandDefinition = {
  name: 'test_lock',
  summary: 'tell whether a lock could be taken',
  details: [
    'Prints true when the lock is free or the owner holds it, else false. Exits 0 for true, 1 for false.',
  ],
  takesUrl: true,
  args: lockArguments.args,
  options: lockArguments.options,
  examples: ['confstore json:///etc/app.json test_lock upgrade --owner me'],
  async run({ args: [domain = 'default'], options, open, print }) {
    const store = await open();
    const free = await store.testLock(domain, defaultOwner(options['owner']));
    await store.close();
    print(`${free}\n`);
    return free ? 0 : 1;
  },
};
