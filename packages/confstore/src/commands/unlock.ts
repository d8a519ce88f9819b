import { defineCommand } from '../cli/command.js';
import { defaultOwner, lockOperands, ownerOption } from '../cli/lock-arguments.js';
import { HareError } from '@hare/base';

export const unlockCommand = defineCommand({
  name: 'unlock',
  summary: 'free a lock',
  description: 'Free a lock.\n\nFails when the owner does not hold the lock.',
  takesUrl: true,
  changes: true,
  operands: lockOperands,
  options: {
    owner: ownerOption,
    force: { flag: '--force', description: 'free the lock of any owner; a free lock is no error' },
  },
  examples: [
    { line: 'confstore json:///etc/app.json unlock upgrade --owner me' },
    { line: 'confstore json:///etc/app.json unlock --force' },
  ],
  async run({ args: [domain = 'default'], options, open }) {
    const owner = defaultOwner(options['owner']);
    const store = await open();
    const freed = await store.unlock(domain, owner, { force: options['force'] });
    await store.close();
    if (freed) return 0;
    throw new HareError('CONFSTORE_NOT_LOCKED', `${owner} does not hold the lock ${domain}`, {
      where: { url: store.url },
      hint: 'name the owner with --owner, or free it for whoever holds it with --force',
    });
  },
});
