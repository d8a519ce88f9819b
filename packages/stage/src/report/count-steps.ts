import { lastingOutcome } from './lasting-outcome.js';
import type { StepCounts, StepOutcome, StepReport } from './stage-report.js';

/** How many steps ended how. */
export function countSteps(steps: readonly StepReport[]): StepCounts {
  const count = (outcome: StepOutcome): number =>
    steps.filter((step) => lastingOutcome(step) === outcome).length;
  return {
    ok: count('unchanged'),
    changed: count('changed'),
    wouldChange: count('would-change'),
    deferred: count('deferred'),
    skipped: count('skipped'),
    failed: count('failed'),
  };
}
