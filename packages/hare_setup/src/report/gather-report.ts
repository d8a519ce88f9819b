import type { ParsedOptions } from '@hare/cli';
import type { ReportData } from '@hare/report';
import type { ProcessIo } from '@hare/cli/output';
import { runDoctor } from '../doctor/run-doctor.js';
import { makePlan, maskPlan } from '@hare/plan';
import { defaultRun } from '../select-stages.js';

export interface ReportCall {
  readonly common: ParsedOptions;
  /** Options that every stage has. */
  readonly argv: readonly string[];
  readonly io: ProcessIo;
}

/**
 * Everything that a page is made from, with secrets masked; what is unavailable is named. Changes
 * nothing. @throws HareError for wrong settings
 */
export async function gatherReport(call: ReportCall): Promise<ReportData> {
  const [{ reportedParts }, { createRunCommand }] = await Promise.all([
    import('@hare/cluster'),
    import('@hare/command'),
  ]);
  const time = new Date();
  const { env, interruption } = call.io;
  const { report, machine, masker, forecasts, planned } = await runDoctor({
    ...call,
    onFinding: () => undefined,
  });
  const parts = await reportedParts({
    ...machine,
    env,
    run: createRunCommand({ env, signal: interruption.signal }),
    now: () => new Date(),
    mask: (text) => masker.text(text),
    planned,
  });
  const plan = makePlan({
    host: report.host,
    time,
    config: report.config,
    stages: forecasts.filter((forecast) => defaultRun.includes(forecast.report.stage)),
  });
  return {
    schema: 'hare.report/1',
    host: report.host,
    time: time.toISOString(),
    ...masker.data(parts),
    plan: maskPlan(plan, masker),
    doctor: report,
  };
}
