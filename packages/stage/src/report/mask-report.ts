import type { Masker } from '@hare/cli/output';
import type { StageReport, StepReport } from './stage-report.js';

/** A report without secrets; ids and outcomes are words of ours, and stay. */
export function maskReport(report: StageReport, masker: Masker): StageReport {
  const { error, skipped, next } = report;
  return {
    ...report,
    steps: report.steps.map((step) => maskStep(step, masker)),
    ...(error === undefined ? {} : { error: masker.data(error) }),
    ...(skipped === undefined ? {} : { skipped: masker.text(skipped) }),
    ...(next === undefined ? {} : { next: masker.text(next) }),
  };
}

/** The same for one step. */
export function maskStep(step: StepReport, masker: Masker): StepReport {
  return { ...masker.data(step), id: step.id, outcome: step.outcome };
}
