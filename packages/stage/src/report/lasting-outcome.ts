import type { StepOutcome, StepReport } from './stage-report.js';

/**
 * The outcome of a step as far as it lasts: a change that the stage brings back itself leaves the
 * machine unchanged.
 */
export function lastingOutcome({
  outcome,
  temporary,
}: Pick<StepReport, 'outcome' | 'temporary'>): StepOutcome {
  return temporary === true && (outcome === 'changed' || outcome === 'would-change')
    ? 'unchanged'
    : outcome;
}
