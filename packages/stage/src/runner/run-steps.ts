import type { StepReport } from '../report/stage-report.js';
import { openRound, type Look } from '../seen.js';
import type { Step } from '../step.js';
import { applyStep } from './apply-step.js';
import { agreedSteps } from './agreed-steps.js';
import { checkSteps } from './check-steps.js';
import {
  describeError,
  describeFails,
  describeJudgement,
  type Found,
} from './describe-judgement.js';
import type { GuardFailed } from './guard.js';
import { holds, isRefusal, judgeStep, type Judgement } from './judge-step.js';
import type { Runner } from './runner.js';

/**
 * Makes every step true. First every check is called, all in the round `first`, and one refusal (or
 * error) ends the stage before anything is written; then, in order, check, apply, check again, the
 * checks between two applies in one round. After a failure the remaining pure checks still run, steps that would
 * change something are skipped, `always` steps run even then, and also after an interruption.
 */
export async function runSteps(
  steps: readonly Step[],
  runner: Runner,
  first: Look = openRound(),
): Promise<readonly StepReport[]> {
  const clock = new Map<Step, number>();
  const timed = async <T>(step: Step, work: () => Promise<T>): Promise<T> => {
    const started = runner.now();
    try {
      return await work();
    } finally {
      clock.set(step, (clock.get(step) ?? 0) + runner.now() - started);
    }
  };
  const report = (step: Step, found: Found): StepReport => {
    const ended = {
      id: step.id,
      title: step.title,
      durationMs: Math.round(clock.get(step) ?? 0),
      ...(step.temporary === true ? { temporary: true as const } : {}),
      ...found,
    };
    runner.stepEnded(ended);
    return ended;
  };

  const judgements = new Map(
    await checkSteps(steps, runner, (step) => timed(step, () => judgeStep(step, first))),
  );
  const agreed = await agreedSteps(judgements, runner);
  const judgementOf = (step: Step): Judgement =>
    judgements.get(step) ?? { kind: 'pending', because: 'the checks were interrupted' };
  if (
    runner.interrupted() !== undefined ||
    runner.dryRun ||
    [...judgements.values()].some(isRefusal)
  ) {
    const refusing = [...judgements].find(([, judgement]) => isRefusal(judgement));
    return steps.map((step) =>
      report(step, withoutApply(step, judgements.get(step), runner, refusing?.[0].title)),
    );
  }

  const reports: StepReport[] = [];
  // Steps that refused as guards of an earlier one: nothing more is changed, and they say why.
  const refused = new Map<Step, Found>();
  const isLater = (refusal: GuardFailed): boolean => {
    const later = steps.slice(reports.length + 1).find((step) => step === refusal.guard);
    if (later !== undefined) refused.set(later, describeError(refusal));
    return later !== undefined;
  };
  // What was seen in the first round does not justify a change: the world may have changed since.
  const willChange = steps.some((step) => step.apply !== undefined && !holds(judgementOf(step)));
  let round = first.again();
  for (const step of steps) {
    const failed = reports.find(({ outcome }) => outcome === 'failed') ?? [...refused.keys()][0];
    const refusal = refused.get(step);
    const interrupted = runner.interrupted();
    const missing = reports.find(
      ({ id, outcome }) =>
        step.after?.includes(id) === true && (outcome === 'failed' || outcome === 'skipped'),
    );
    const skip = (reason: string): void =>
      void reports.push(report(step, { outcome: 'skipped', reason }));
    if (refusal !== undefined) reports.push(report(step, refusal));
    else if (interrupted !== undefined && step.always !== true)
      skip(`interrupted by ${interrupted}`);
    else if (
      failed !== undefined &&
      step.always !== true &&
      (step.apply !== undefined || missing !== undefined)
    )
      skip(
        missing === undefined
          ? `not started because "${failed.title}" failed`
          : `needs "${missing.title}", which ${missing.outcome === 'failed' ? 'failed' : 'was skipped'}`,
      );
    else {
      runner.stepStarted(step);
      const found = await runner.during(step, () =>
        timed(step, async (): Promise<Found> => {
          const before = judgementOf(step);
          const fresh =
            (willChange && !agreed.has(step)) || before.kind === 'pending'
              ? await judgeStep(step, round)
              : before;
          // A check that an interruption cut short says nothing about its step.
          if (
            fresh.kind !== 'verdict' &&
            interrupted === undefined &&
            runner.interrupted() !== undefined
          )
            return { outcome: 'skipped', reason: `interrupted by ${runner.interrupted() ?? ''}` };
          if (
            fresh.kind !== 'verdict' ||
            fresh.verdict.ok ||
            fresh.verdict.refuse === true ||
            step.apply === undefined
          ) {
            if (fresh.kind === 'defect') runner.defect(fresh.error);
            return describeJudgement(fresh);
          }
          round = first.again();
          const rounds = { during: first.again(), after: round };
          return applyStep(step, fresh.verdict, runner, rounds, isLater);
        }),
      );
      reports.push(report(step, found));
    }
  }
  return reports;
}

/**
 * The report of a step when nothing may be applied: a dry run, a refusal somewhere, an interruption
 * before anything was written.
 */
function withoutApply(
  step: Step,
  judgement: Judgement | undefined,
  runner: Runner,
  refused: string | undefined,
): Found {
  if (judgement === undefined)
    return { outcome: 'skipped', reason: `interrupted by ${runner.interrupted() ?? ''}` };
  if (
    judgement.kind !== 'verdict' ||
    judgement.verdict.ok ||
    judgement.verdict.refuse === true ||
    step.apply === undefined
  )
    return describeJudgement(judgement);
  if (runner.dryRun) return describeFails(judgement.verdict, 'would-change');
  return {
    outcome: 'skipped',
    reason:
      runner.interrupted() === undefined
        ? `not started because "${refused ?? ''}" failed`
        : `interrupted by ${runner.interrupted() ?? ''}`,
  };
}
