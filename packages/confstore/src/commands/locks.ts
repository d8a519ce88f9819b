import { hostname, userInfo } from 'node:os';
import { HareError } from '@hare/base';
import { usageError } from '@hare/cli';
import type { Operand } from '@hare/cli/table';
import { defineCommand } from '../cli/command.js';

/** What the three commands of locks take. */
const lockOperands: readonly Operand[] = [
  { name: 'DOMAIN', description: 'the name of the lock (default "default")', optional: true },
];

const ownerOption = {
  flag: '--owner',
  aliases: ['-o'],
  value: 'NAME',
  verbatim: true,
  description: 'owner of the lock (default USER@HOST)',
} as const;

function defaultOwner(given: string | undefined): string {
  if (given !== undefined && given !== '') return given;
  return `${userName()}@${hostname()}`;
}

/** The milliseconds of an option in seconds. @throws HareError `USAGE` */
function secondsOf(given: string | undefined, name: string, otherwise: number): number {
  if (given === undefined) return otherwise * 1000;
  const seconds = Number(given);
  if (given.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    throw usageError(`--${name} ${given} is not a number of seconds`, `write --${name} 60`);
  return Math.round(seconds * 1000);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'user');
  }
}

export const lockCommand = defineCommand({
  name: 'lock',
  description:
    'Take a lock for a limited time.\n\nThe lock ends with unlock or after its duration. Its ' +
    'owner can take it again to restart the duration. Fails if another owner has the lock.',
  changes: true,
  operands: lockOperands,
  options: {
    owner: ownerOption,
    duration: {
      flag: '--duration',
      aliases: ['-t'],
      value: 'SECONDS',
      verbatim: true,
      description: 'duration of the lock in seconds (default 60)',
    },
    wait: {
      flag: '--wait',
      aliases: ['-w'],
      value: 'SECONDS',
      verbatim: true,
      description: 'time to wait for the lock in seconds (default 0)',
    },
  },
  examples: [
    { line: 'confstore json:///etc/app.json lock upgrade --owner me --duration 600' },
    { line: 'confstore consul://127.0.0.1:8500/app lock --wait 30' },
  ],
  async run({ args: [domain = 'default'], options, open, interrupted }) {
    const durationMs = secondsOf(options['duration'], 'duration', 60);
    const waitMs = secondsOf(options['wait'], 'wait', 0);
    const store = await open();
    const locked = store
      .lock(domain, defaultOwner(options['owner']), { durationMs, waitMs, detached: true })
      .then(() => store.close());
    await (waitMs === 0 ? locked : Promise.race([locked, aborted(interrupted)]));
    return 0;
  },
});

/** Resolves at an interruption: waiting for a lock ends, the exit code is the signal's. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export const unlockCommand = defineCommand({
  name: 'unlock',
  description: 'Release a lock.\n\nFails if the owner does not have the lock.',
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

export const testLockCommand = defineCommand({
  name: 'test_lock',
  description:
    'Check whether a lock is available.\n\nPrints true if the lock is free or belongs to the ' +
    'owner, else false. Exits with 0 for true, 1 for false.',
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
