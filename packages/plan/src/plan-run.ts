import { hostname } from 'node:os';
import type { Masker } from '@hare/cli/output';
import { readStageConfig, withoutPassword, type Machine } from '@hare/stage';
import type { StageForecast } from '@hare/stage/forecast';
import { forecastRun, type ForecastRunOptions } from './forecast-run.js';
import { stageAtWork } from '@hare/status';
import { makePlan } from './make-plan.js';
import { maskPlan } from './mask-plan.js';
import type { RunPlan } from './run-plan.js';

export interface PlannedRun {
  /** Secrets masked. */
  readonly plan: RunPlan;
  readonly forecasts: readonly StageForecast[];
  readonly machine: Machine;
  readonly masker: Masker;
}

/** Plans a run of these stages; changes nothing. @throws HareError for wrong settings */
export async function planRun(options: ForecastRunOptions): Promise<PlannedRun> {
  const { machine, masker, stages: forecasts } = await forecastRun(options);
  const url = machine.common.config ?? (await readStageConfig(machine.places))?.url;
  const made = makePlan({
    host: hostname(),
    time: new Date(),
    config: url === undefined ? undefined : withoutPassword(url),
    atWork: stageAtWork(machine.places.lockFile),
    stages: forecasts,
  });
  return { plan: maskPlan(made, masker), forecasts, machine, masker };
}

/** What whoever agrees to a plan agrees to: a line for each device that it formats. */
export function agreedBy({ devices }: RunPlan): readonly string[] {
  return devices
    .filter(({ action }) => action === 'format')
    .map(({ node, path }) => `format ${node}: ${path}`);
}
