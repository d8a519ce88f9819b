import { hostname } from 'node:os';
import { HareError, isHareError, codedError } from '@hare/base';
import type { Masker } from '@hare/cli/output';
import { interruptExitCodes, type InterruptName, placedCommand } from '@hare/cli';
import type {
  StageOutcome,
  StageReport,
  StepCounts,
  StepOutcome,
  StepReport,
} from './stage-report.js';

export interface ReportParts {
  readonly stage: string;
  readonly dryRun: boolean;
  readonly started: Date;
  readonly durationMs: number;
  readonly program: string;
  readonly argv: readonly string[];
  readonly steps: readonly StepReport[];
  readonly interruptedBy: InterruptName | undefined;
  /** What kept the steps from running. */
  readonly error?: unknown;
  readonly skipped?: string;
  readonly log?: string;
}

/** The report of a run, with its outcome and exit code; secrets are still in it. */
export function buildReport(parts: ReportParts): StageReport {
  const { steps, interruptedBy, error } = parts;
  const outcome = outcomeOf(parts);
  const next = nextCommand(parts);
  const usage = isHareError(error) && error.exitCode === 2;
  return {
    schema: 'hare.stage-report/1',
    stage: parts.stage,
    outcome,
    exitCode:
      interruptedBy !== undefined
        ? interruptExitCodes[interruptedBy]
        : usage
          ? 2
          : Number(outcome === 'failed'),
    dryRun: parts.dryRun,
    started: parts.started.toISOString(),
    durationMs: parts.durationMs,
    host: hostname(),
    steps,
    counts: countSteps(steps),
    ...(error === undefined || interruptedBy !== undefined
      ? {}
      : { error: (codedError(error) ?? defectIn('stage', error)).toJSON() }),
    ...(interruptedBy === undefined ? {} : { interruptedBy }),
    ...(parts.skipped === undefined ? {} : { skipped: parts.skipped }),
    ...(parts.log === undefined ? {} : { log: parts.log }),
    ...(next === undefined ? {} : { next }),
  };
}

/** Codes whose message says all that there is. */
const plain = new Set(['CONFIRMATION_NEEDED', 'DEFECT', 'PLAN_OUTDATED', 'USAGE']);

/** What leads on, where hare_setup was called: never the command that has just failed. */
function nextCommand({ program, argv, steps, ...parts }: ReportParts): string | undefined {
  if (!program.startsWith('hare_setup ')) return undefined;
  if (parts.interruptedBy !== undefined) return placedCommand('hare_setup status', argv);
  const failed = parts.error === undefined && steps.find(({ outcome }) => outcome === 'failed');
  const code = failed === false ? codedError(parts.error)?.code : failed?.code;
  return code === undefined || plain.has(code) ? undefined : `hare_setup explain ${code}`;
}

function outcomeOf({ steps, error, interruptedBy }: ReportParts): StageOutcome {
  const any = (outcome: StepReport['outcome']): boolean =>
    steps.some((step) => step.outcome === outcome);
  const lasting = (outcome: StepReport['outcome']): boolean =>
    steps.some((step) => lastingOutcome(step) === outcome);
  if (interruptedBy !== undefined) return 'interrupted';
  if (error !== undefined || any('failed')) return 'failed';
  return lasting('changed') ? 'changed' : lasting('would-change') ? 'would-change' : 'unchanged';
}

/** An unexpected exception: its stack goes to the log only. */
export function defectIn(part: 'stage' | 'step', error: unknown): HareError {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new HareError('DEFECT', `defect in this ${part}: ${what}`, {
    hint: 'report it with a support bundle: hare_setup support_bundle',
  });
}

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
