import { formatError, formatWhere, HareError } from '@hare/base';
import type { Effect, StageReport } from '@hare/stage';
import type { StageForecast } from '@hare/stage/forecast';
import { fileDiff } from './file-diff.js';
import { plannedDevice } from './planned-device.js';
import type {
  PlannedDevice,
  PlannedFile,
  PlannedProblem,
  PlannedStage,
  RunPlan,
} from './run-plan.js';

export interface PlanParts {
  readonly host: string;
  readonly time: Date;
  readonly config?: string | undefined;
  readonly atWork?: RunPlan['atWork'] | undefined;
  readonly stages: readonly StageForecast[];
}

/**
 * Puts together what each stage says of itself. Of a file or device that several stages name, the
 * last word counts. Pure.
 */
export function makePlan({ host, time, config, atWork, stages }: PlanParts): RunPlan {
  const all = stages.flatMap(({ report, effects }) =>
    effects.map((effect) => ({ stage: report.stage, effect })),
  );
  const of = <K extends Effect['kind']>(
    kind: K,
  ): readonly {
    readonly stage: string;
    readonly effect: Extract<Effect, { readonly kind: K }>;
  }[] =>
    all.flatMap(({ stage, effect }) =>
      effect.kind === kind
        ? [{ stage, effect: effect as Extract<Effect, { readonly kind: K }> }]
        : [],
    );
  const devices = new Map(
    of('device').map(
      ({ stage, effect }) =>
        [`${effect.node} ${effect.path}`, plannedDevice(stage, effect)] as const,
    ),
  );
  const files = new Map(
    of('file').map(({ stage, effect }) => [effect.path, plannedFile(stage, effect)] as const),
  );
  const firstFailure = stages.findIndex(({ report }) => report.exitCode !== 0);
  return {
    schema: 'hare.plan/1',
    host,
    time: time.toISOString(),
    ...(config === undefined ? {} : { config }),
    exitCode: firstFailure === -1 ? 0 : (stages[firstFailure]?.report.exitCode ?? 1),
    stages: stages.map((forecast, index) =>
      plannedStage(forecast, firstFailure !== -1 && index > firstFailure),
    ),
    devices: [...devices.values()] satisfies readonly PlannedDevice[],
    files: [...files.values()],
    keys: of('keys').map(({ stage, effect: { kv, added, changed, removed, deferred } }) => ({
      stage,
      kv,
      added,
      changed,
      removed,
      ...(deferred === undefined ? {} : { deferred }),
    })),
    starts: of('cluster').map(({ stage, effect: { mkfs, because, services, staysUp } }) => ({
      stage,
      mkfs,
      because,
      services,
      staysUp,
    })),
    ...(atWork === undefined ? {} : { atWork }),
  };
}

function plannedFile(
  stage: string,
  { path, change, before, text }: Extract<Effect, { readonly kind: 'file' }>,
): PlannedFile {
  const diff =
    text === undefined || change === 'unchanged' ? undefined : fileDiff(path, before ?? '', text);
  return { stage, path, change, ...(diff === undefined ? {} : { diff }) };
}

function plannedStage(
  { report, effects, warnings }: StageForecast,
  blocked: boolean,
): PlannedStage {
  const problems = problemsOf(report);
  const changes = effects.some((effect) =>
    effect.kind === 'file'
      ? effect.change !== 'unchanged'
      : effect.kind === 'keys'
        ? effect.deferred === undefined &&
          effect.added.length + effect.changed.length + effect.removed.length > 0
        : effect.kind === 'cluster',
  );
  return {
    stage: report.stage,
    outcome:
      problems.length > 0 || report.exitCode !== 0
        ? 'fail'
        : blocked
          ? 'blocked'
          : changes || report.outcome === 'would-change'
            ? 'change'
            : 'nothing',
    problems,
    warnings: [...new Set([...warnings, ...report.steps.flatMap((step) => step.warnings ?? [])])],
  };
}

/** Every reason for which a stage would fail. */
export function problemsOf({ steps, error }: StageReport): readonly PlannedProblem[] {
  const failed = steps.filter(({ outcome }) => outcome === 'failed');
  return [
    ...(error === undefined
      ? []
      : [
          {
            reason: error.what,
            code: error.code,
            ...(error.where === undefined ? {} : { where: formatWhere(error.where) }),
            ...(error.hint === undefined ? {} : { hint: error.hint }),
            findings: (error.problems ?? []).map((problem) =>
              formatError(
                new HareError(problem.code, problem.what, {
                  where: problem.where,
                  hint: problem.hint,
                }),
              ),
            ),
          },
        ]),
    ...failed.map(({ id, reason = 'its check fails', code, where, hint, findings = [] }) => ({
      step: id,
      reason,
      ...(code === undefined ? {} : { code }),
      ...(where === undefined ? {} : { where: formatWhere(where) }),
      ...(hint === undefined ? {} : { hint }),
      findings,
    })),
  ];
}
