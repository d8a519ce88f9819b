import type { CommandResult } from '@hare/command';
import type { HctlContext } from './create-hctl.js';
import type { RunningState } from './hctl.js';
import { hctlFailure } from './hctl-failure.js';

/**
 * Asks `hctl status` whether the cluster runs on this node; what is neither yes nor no is an error.
 */
export async function status(context: HctlContext): Promise<RunningState> {
  const result = await context.run([context.binary, 'status'], {
    timeoutMs: context.timeouts.status,
    afterInterruption: context.afterInterruption,
  });
  if (result.exitCode === 0 && !result.timedOut) return 'running';
  if (saysNotRunning(result)) return 'not-running';
  throw hctlFailure('hctl status', result, {
    code: 'HCTL_STATUS_FAILED',
    hint: `the state of the cluster is unknown; run it yourself: ${context.binary} status`,
    mask: context.mask,
  });
}

/** True when hctl ended by itself, not with 0, and said that there is no cluster here. */
export function saysNotRunning(result: CommandResult): boolean {
  const endedByItself = result.exitCode !== undefined && !result.timedOut;
  return (
    endedByItself &&
    result.exitCode !== 0 &&
    /^\s*Cluster is not running\b/im.test(`${result.stderr}\n${result.stdout}`)
  );
}
