import { nextCommand } from './next-command.js';
import type { StageForecast } from '@hare/stage/forecast';
import { problemsOf } from '@hare/plan';
import type { Finding } from '../finding.js';

/**
 * What the stages say of this machine, without what several say alike. What keeps a stage of a run
 * from its work is a problem; a stage that is called when it is wanted (cleanup, restore, …) may
 * have good reasons not to work now, and those are warnings. Pure.
 */
export function stageFindings(
  forecasts: readonly StageForecast[],
  isPartOfRun: (stage: string) => boolean,
): readonly Finding[] {
  const told = new Set<string>();
  return forecasts.flatMap((forecast): readonly Finding[] => {
    const { report, warnings } = forecast;
    const about = { check: 'stages', subject: report.stage } as const;
    if (report.exitCode === 2)
      return [
        {
          ...about,
          outcome: 'skipped',
          text: `not checked, because it needs options: ${report.error?.what ?? ''}`,
          ...(report.error?.hint === undefined ? {} : { hint: report.error.hint }),
        },
      ];
    const outcome = isPartOfRun(report.stage) ? 'problem' : 'warning';
    const problems = problemsOf(report).filter(({ reason }) => firstTime(told, reason));
    const found = problems.map(({ step, reason, code, where, hint, findings }): Finding => ({
      ...about,
      outcome,
      text: reason,
      ...(code === undefined ? {} : { code }),
      ...(where === undefined || where === '' ? {} : { where }),
      hint: hint ?? nextCommand(report.stage, step),
      ...(findings.length === 0 ? {} : { details: findings }),
    }));
    const all = [
      ...new Set([...warnings, ...report.steps.flatMap((step) => step.warnings ?? [])]),
    ].filter((warning) => firstTime(told, warning));
    const warned = all.map((text): Finding => ({
      ...about,
      outcome: 'warning',
      text,
      hint: nextCommand(report.stage, undefined),
    }));
    return [...summaryOf(forecast, isPartOfRun(report.stage)), ...found, ...warned];
  });
}

/**
 * A line about a stage that could do its work; a stage that fails is represented by its problems.
 * Only a stage of a run can have pending work.
 */
function summaryOf({ report }: StageForecast, isPartOfRun: boolean): readonly Finding[] {
  if (report.exitCode !== 0)
    return report.steps.length === 0 || problemsOf(report).length > 0
      ? []
      : [{ check: 'stages', subject: report.stage, outcome: 'skipped', text: 'interrupted' }];
  const { ok, wouldChange, deferred, skipped } = report.counts;
  const counted = [
    `${ok} passed`,
    ...(wouldChange === 0
      ? []
      : [`${wouldChange} ${wouldChange === 1 ? 'change' : 'changes'} pending`]),
    ...(deferred === 0 ? [] : [`${deferred} deferred`]),
    ...(skipped === 0 ? [] : [`${skipped} later`]),
  ];
  const details = report.steps.map(
    ({ id, title, outcome, note, reason }) =>
      `${id}: ${title}: ` +
      `${outcome}${note === undefined ? '' : ` (${note})`}${reason === undefined ? '' : `: ${reason.split('\n')[0] ?? ''}`}`,
  );
  return [
    {
      check: 'stages',
      subject: report.stage,
      outcome: isPartOfRun && report.outcome === 'would-change' ? 'change' : 'ok',
      text: counted.join(', '),
      details,
    },
  ];
}

function firstTime(told: Set<string>, text: string): boolean {
  if (told.has(text)) return false;
  told.add(text);
  return true;
}
