import type { CommandResult } from '@hare/command';
import type { HctlContext } from './create-hctl.js';
import { hctlFailure } from './hctl-failure.js';
import type { StatusAnswer } from './hctl.js';
import { parseStatus } from './parse-status.js';
import { saysNotRunning } from './status.js';

/** Reads `hctl status --json`; an hctl that does not know `-d` is asked again without it. */
export async function statusJson(
  context: HctlContext,
  wanted: { readonly devices?: boolean },
): Promise<StatusAnswer> {
  const first = await ask(context, wanted.devices === true ? ['-d'] : []);
  const result = wanted.devices === true && refusesDevices(first) ? await ask(context, []) : first;
  if (result.exitCode === 0 && !result.timedOut)
    return {
      kind: 'running',
      status: await parseStatus(result.stdout, result.command, context.mask),
    };
  if (saysNotRunning(result)) return { kind: 'not-running' };
  throw hctlFailure('hctl status --json', result, {
    code: 'HCTL_STATUS_FAILED',
    hint: `run it yourself: ${context.binary} status --json`,
    mask: context.mask,
  });
}

function ask(context: HctlContext, further: readonly string[]): Promise<CommandResult> {
  return context.run([context.binary, 'status', '--json', ...further], {
    timeoutMs: context.timeouts.status,
    afterInterruption: context.afterInterruption,
  });
}

/** Option parsers end with 2 or 1 and name the option they do not know. */
function refusesDevices(result: CommandResult): boolean {
  const refused =
    /(unrecognized|unrecognised|unknown|invalid|illegal|no such|unexpected)\b[^\n]*-d\b|usage:/i;
  return (
    result.exitCode !== undefined &&
    result.exitCode !== 0 &&
    !result.timedOut &&
    !saysNotRunning(result) &&
    refused.test(result.stderr + result.stdout)
  );
}
