import { formatError, isHareError, type HareError } from '@hare/base';
import { defectIn } from '../report/build-report.js';
import type { StepReport } from '../report/stage-report.js';
import type { Fails, Holds } from '../step.js';
import { GuardFailed } from './guard.js';
import type { Judgement } from './judge-step.js';

/** The parts of a step's report that say what was found. */
export type Found = Omit<StepReport, 'id' | 'title' | 'durationMs'>;

/** A step whose check passes: unchanged, or deferred. */
export function describeHolds({ note, deferred, warnings, figures }: Holds): Found {
  return {
    outcome: deferred === undefined ? 'unchanged' : 'deferred',
    ...(deferred === undefined ? {} : { reason: deferred }),
    ...(note === undefined ? {} : { note }),
    ...listed({ warnings }),
    ...(figures === undefined ? {} : { figures }),
  };
}

export function describeFails(
  { error, diff, changes, warnings, findings }: Fails,
  outcome: 'failed' | 'would-change',
): Found {
  const { code, ...said } = sayError(error);
  return {
    outcome,
    ...said,
    ...(code === 'STEP_NOT_EFFECTIVE' ? {} : { code }),
    ...(diff === undefined ? {} : { diff }),
    ...(changes === undefined ? {} : { changes }),
    ...listed({ warnings, findings }),
  };
}

export function describeError(error: HareError): Found {
  if (error instanceof GuardFailed)
    return isHareError(error.found)
      ? describeError(error.found)
      : describeFails(error.found, 'failed');
  return {
    outcome: 'failed',
    ...sayError(error),
    ...listed({ findings: error.problems.map((problem) => formatError(problem)) }),
  };
}

function sayError({
  message,
  code,
  where,
  hint,
}: HareError): Pick<Found, 'reason' | 'code' | 'where' | 'hint'> {
  return {
    reason: message,
    code,
    ...(Object.keys(where).length === 0 ? {} : { where }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A step that failed, or is not applied, with what its check came to. */
export function describeJudgement(judgement: Judgement): Found {
  switch (judgement.kind) {
    case 'verdict':
      return judgement.verdict.ok
        ? describeHolds(judgement.verdict)
        : describeFails(judgement.verdict, 'failed');
    case 'error':
      return describeError(judgement.error);
    case 'defect':
      return describeError(defectIn('step', judgement.error));
    case 'pending':
      return { outcome: 'skipped', reason: judgement.because };
  }
}

function listed(lists: {
  readonly warnings?: readonly string[] | undefined;
  readonly findings?: readonly string[] | undefined;
}): Pick<Found, 'warnings' | 'findings'> {
  return Object.fromEntries(
    Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0),
  );
}
