import { defineCommand } from '../cli/command.js';
import { defaultOwner, lockOperands, ownerOption, secondsOf } from '../cli/lock-arguments.js';

export const lockCommand = defineCommand({
  name: 'lock',
  summary: 'take a lock for a limited time',
  description:
    'Take a lock for a limited time.\n\nThe lock ends with unlock or after its duration. Its ' +
    'owner can take it again to restart the duration. Fails if another owner has the lock.',
  takesUrl: true,
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
