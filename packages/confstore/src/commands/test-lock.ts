import { defineCommand } from '../cli/command.js';
import { defaultOwner, lockOperands, ownerOption } from '../cli/lock-arguments.js';

export const testLockCommand = defineCommand({
  name: 'test_lock',
  summary: 'check whether a lock is available',
  description:
    'Check whether a lock is available.\n\nPrints true if the lock is free or belongs to the ' +
    'owner, else false. Exits with 0 for true, 1 for false.',
  takesUrl: true,
  operands: lockOperands,
  options: { owner: ownerOption },
  examples: [{ line: 'confstore json:///etc/app.json test_lock upgrade --owner me' }],
  async run({ args: [domain = 'default'], options, open, print }) {
    const store = await open();
    const free = await store.testLock(domain, defaultOwner(options['owner']));
    await store.close();
    print(`${free}\n`);
    return free ? 0 : 1;
  },
});
