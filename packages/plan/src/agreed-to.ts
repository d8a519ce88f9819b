import { interruptExitCodes } from '@hare/cli';
import type { ForecastRunOptions } from './forecast-run.js';
import type { PlanFile } from './plan-file.js';
import type { RunPlan } from './run-plan.js';

/** What a run may do: what was agreed to, no limit at all, or nothing. */
export interface Agreement {
  /** A line for each device that may be formatted; undefined: no question was asked. */
  readonly agreed?: readonly string[];
  /** The exit code of a run that does nothing. */
  readonly refusal?: number;
}

/**
 * Asks at the terminal whether to do what a run would do, or compares that with a plan from a file.
 * Does not ask without a terminal, or if there is nothing to do. @throws HareError `PLAN_OUTDATED`,
 * `USAGE`
 */
export async function agreedTo(
  options: ForecastRunOptions,
  file: PlanFile | undefined,
  name: string,
): Promise<Agreement> {
  const { io, common } = options;
  const { ask, interruption } = io;
  const { agreedBy, planRun } = await import('./plan-run.js');
  if (file !== undefined) {
    const { assertGiven, assertUnmoved } = await import('./plan-file.js');
    assertGiven(file, common, name);
    const planned = await planRun(options);
    const signal = interruption.name();
    if (signal !== undefined) return { refusal: interruptExitCodes[signal] };
    assertUnmoved(name, file, planned);
    return { agreed: agreedBy(planned.plan) };
  }
  const { plan, machine } = await planRun(options);
  const before = interruption.name();
  if (before !== undefined) return { refusal: interruptExitCodes[before] };
  if (ask === undefined || !isLasting(plan)) return {};
  const [{ planText }, { askYesOrNo, createColors, fitted }] = await Promise.all([
    import('./plan-text.js'),
    import('@hare/cli/output'),
  ]);
  const { color, verbose } = machine.common;
  const print = (text: string): void => void io.stderr.write(fitted(text, io.stderr));
  print(planText(plan, { colors: createColors(io.stderr, io.env, color), verbose }));
  const question =
    plan.exitCode === 0 ? 'Do this?' : 'The run would fail as shown. Run it all the same?';
  // Of a plan that fails not all is known: init then asks itself.
  if (await askYesOrNo(ask, question, [], print))
    return plan.exitCode === 0 ? { agreed: agreedBy(plan) } : {};
  const signal = interruption.name();
  const why = signal === undefined ? 'you did not agree' : `interrupted by ${signal}`;
  print(`hare_setup run: ${why}; nothing was changed\n`);
  return { refusal: signal === undefined ? 1 : interruptExitCodes[signal] };
}

/** Whether anything would be another when the run has ended, or something would fail. */
function isLasting({ devices, files, keys, exitCode }: RunPlan): boolean {
  return (
    exitCode !== 0 ||
    devices.some(({ action }) => action === 'format') ||
    files.some(({ change }) => change !== 'unchanged') ||
    keys.some(
      ({ added, changed, removed, deferred }) =>
        deferred === undefined && added.length + changed.length + removed.length > 0,
    )
  );
}
