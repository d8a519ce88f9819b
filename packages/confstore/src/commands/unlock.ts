import { defineCommand } from '../cli/command.js';
import { defaultOwner, lockOperands, ownerOption } from '../cli/lock-arguments.js';
import { HareError } from '@hare/base';

export const unlockCommand = defineCommand({
  name: 'unlock',
  summary: 'release a lock',
  description: 'Release a lock.\n\nFails if the owner does not have the lock.',
  takesUrl: true,
  changes: true,
  operands: lockOperands,
  options: {
    owner: ownerOption,
    force: {
      flag: '--force',
      description: 'release the lock of any owner, or do nothing if it is free',
    },
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
    throw new HareError('CONFSTORE_NOT_LOCKED', `${owner} does not have the lock ${domain}`, {
      where: { url: store.url },
      hint: 'pass the owner with --owner, or release the lock of any owner with --force',
    });
  },
});
