import { type ErrorCode, HareError } from '@hare/base';
import { type CommandResult, lastLines } from '@hare/command';

/** The error of a call of hctl that ended badly: how it ended, and the last lines it printed. */
export function hctlFailure(
  what: string,
  result: CommandResult,
  options: {
    readonly code: ErrorCode;
    readonly hint: string;
    readonly mask: (text: string) => string;
  },
): HareError {
  const { code, ending } = howItEnded(result, options.code);
  const output = lastLines(`${result.stdout}\n${result.stderr}`, 20, options.mask);
  const quoted =
    output === '' ? ', and printed nothing' : `; it printed:\n${output.replace(/^/gm, '  | ')}`;
  return new HareError(code, `${what} ${ending}${quoted}`, {
    where: { command: result.command, exitCode: result.exitCode },
    hint: options.hint,
  });
}

function howItEnded(
  result: CommandResult,
  code: ErrorCode,
): { readonly code: ErrorCode; readonly ending: string } {
  const seconds = (result.durationMs / 1000).toFixed(1);
  if (result.timedOut)
    return { code: 'HCTL_TIMED_OUT', ending: `timed out after ${seconds} s and was stopped` };
  if (result.signal !== undefined)
    return { code: 'HCTL_KILLED', ending: `was killed by ${result.signal} after ${seconds} s` };
  return { code, ending: `failed with exit code ${String(result.exitCode)}` };
}
