import { codedError } from '@hare/base';
import { defectIn } from '../report/build-report.js';
import type { Look } from '../seen.js';
import type { Fails, Step } from '../step.js';
import {
  describeError,
  describeFails,
  describeHolds,
  describeJudgement,
  type Found,
} from './describe-judgement.js';
import { GuardFailed } from './guard.js';
import { judgeStep } from './judge-step.js';
import type { Runner } from './runner.js';

/**
 * Applies a step whose check failed, and verifies with a second check that it now passes; each in a
 * round of its own. A guard that is itself a later step reports there what it found.
 */
export async function applyStep(
  step: Step,
  before: Fails,
  runner: Runner,
  rounds: { readonly during: Look; readonly after: Look },
  isLater: (refusal: GuardFailed) => boolean,
): Promise<Found> {
  const interruptedBefore = runner.interrupted() !== undefined;
  const failure = (found: Found): Found => {
    const name = runner.interrupted();
    if (name === undefined || interruptedBefore) return merged(before, found);
    return merged(before, {
      outcome: 'failed',
      code: 'STAGE_INTERRUPTED',
      reason: `interrupted by ${name} while making its change`,
      ...(found.reason === undefined ? {} : { findings: [found.reason] }),
    });
  };
  try {
    await step.apply?.(rounds.during);
  } catch (error) {
    if (error instanceof GuardFailed && isLater(error))
      return merged(before, { outcome: 'skipped', reason: 'a later step failed its check' });
    const coded = codedError(error);
    if (coded === undefined) runner.defect(error);
    return failure(describeError(coded ?? defectIn('step', error)));
  }
  const after = await judgeStep(step, rounds.after);
  if (after.kind === 'defect') runner.defect(after.error);
  if (after.kind !== 'verdict') return failure(describeJudgement(after));
  if (after.verdict.ok) {
    const { reason, ...found } = describeHolds(after.verdict);
    return merged(before, {
      ...found,
      outcome: 'changed',
      ...(reason === undefined ? {} : { note: reason }),
    });
  }
  return merged(before, {
    ...describeFails(after.verdict, 'failed'),
    reason: `the change was made, but the check still fails: ${after.verdict.error.message}`,
    code: after.verdict.error.code,
  });
}

/** What was to be changed stays in the report, with the warnings from before. */
function merged(before: Fails, found: Found): Found {
  const warnings = [...new Set([...(before.warnings ?? []), ...(found.warnings ?? [])])];
  return {
    ...found,
    ...(before.diff === undefined ? {} : { diff: before.diff }),
    ...(before.changes === undefined ? {} : { changes: before.changes }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
