import type { HareError } from '@hare/base';
import type { CommandResult } from '@hare/command';
import type { HctlContext } from './create-hctl.js';
import type { ShutdownOptions } from './hctl.js';
import { withoutTime } from './bootstrap.js';
import { hctlFailure } from './hctl-failure.js';
import { saysNotRunning, status } from './status.js';

const attempts = 5;
const pauseMs = 5000;

/**
 * Stops the cluster: `hctl shutdown` has to be repeated sometimes, so it is, at most 5 times, 5 s
 * apart, until `hctl status` says that nothing runs. All of it within the one timeout.
 */
export async function shutdown(
  context: HctlContext,
  { keepConsul = false }: ShutdownOptions = {},
): Promise<void> {
  const words = ['shutdown', ...(keepConsul ? ['--skip-consul-stop'] : [])];
  const deadline = performance.now() + context.timeouts.shutdown;
  for (let attempt = 1; ; attempt++) {
    const last = await context.run([context.binary, ...words], {
      timeoutMs: Math.max(1, Math.round(deadline - performance.now())),
      writes: true,
      afterInterruption: context.afterInterruption,
      onOutput: (line) => context.progress(`hctl shutdown: ${withoutTime(line)}`),
    });
    if (saysNotRunning(last)) return;
    if ((await status(context)) === 'not-running') return;
    if (attempt === attempts || performance.now() + pauseMs >= deadline)
      throw stillRuns(context, last);
    context.progress(`the cluster is still running after shutdown ${attempt} of ${attempts}`);
    await context.sleep(pauseMs);
  }
}

function stillRuns(context: HctlContext, last: CommandResult): HareError {
  return hctlFailure('the cluster is still running: hctl shutdown', last, {
    code: 'HCTL_SHUTDOWN_FAILED',
    hint: `find the service that does not stop: ${context.binary} status`,
    mask: context.mask,
  });
}
