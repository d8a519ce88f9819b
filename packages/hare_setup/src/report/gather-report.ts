import { hostname } from 'node:os';
import { HareError, isHareError } from '@hare/base';
import type { ParsedOptions } from '@hare/cli';
import type { Masker, ProcessIo } from '@hare/cli/output';
import type { LiveReport, MissingPart, ReportData } from '@hare/report';
import { readJournal, type Machine } from '@hare/stage';
import { runDoctor } from '../doctor/run-doctor.js';
import { makePlan } from '../plan/make-plan.js';
import { maskPlan } from '../plan/mask-plan.js';
import { defaultRun } from '../select-stages.js';

export interface ReportCall {
  readonly common: ParsedOptions;
  /** Options that every stage has. */
  readonly argv: readonly string[];
  readonly io: ProcessIo;
}

/** The newest records of the journal that a page shows. */
const mostRecords = 200;

/**
 * Everything that a page is made from, secrets masked; what cannot be had is named. Changes
 * nothing. @throws HareError for wrong settings
 */
export async function gatherReport(call: ReportCall): Promise<ReportData> {
  const time = new Date();
  const { report, machine, masker, forecasts, planned } = await runDoctor({
    ...call,
    onFinding: () => undefined,
  });
  const missing: MissingPart[] = [];
  const attempt = async <T>(
    part: MissingPart['part'],
    work: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      missing.push(missingPart(part, error));
      return undefined;
    }
  };
  const cluster = await attempt('cluster', () => clusterOf(machine, planned));
  const live = await attempt('live', () => askHctl(machine, masker, call.io));
  const journal = await attempt('journal', () => readJournal(machine.places));
  const plan = makePlan({
    host: report.host,
    time,
    config: report.config,
    stages: forecasts.filter((forecast) => defaultRun.includes(forecast.report.stage)),
  });
  return {
    schema: 'hare.report/1',
    host: hostname(),
    time: time.toISOString(),
    missing: masker.data(missing),
    cluster: masker.data(cluster),
    live: masker.data(live),
    plan: maskPlan(plan, masker),
    doctor: report,
    journal: masker.data((journal ?? []).slice(-mostRecords)),
  };
}

/** The cluster description on disk; before the first run, the one that config would write. */
async function clusterOf(
  { places }: Machine,
  planned: ReadonlyMap<string, string>,
): Promise<NonNullable<ReportData['cluster']>> {
  const [{ readClusterCdf }, { viewCluster }] = await Promise.all([
    import('@hare/cluster'),
    import('@hare/cdf'),
  ]);
  try {
    const { file, model } = await readClusterCdf({ places, planned: undefined });
    return { file, view: viewCluster(model) };
  } catch (error) {
    if (!isHareError(error) || error.code !== 'CDF_FILE_MISSING') throw error;
    const { file, model } = await readClusterCdf({ places, planned });
    return { file: `${file} (config will write it)`, view: viewCluster(model) };
  }
}

async function askHctl(
  { settings, places }: Machine,
  masker: Masker,
  { env, interruption }: ProcessIo,
): Promise<LiveReport> {
  const [{ createRunCommand }, { createHctl, findHctl }] = await Promise.all([
    import('@hare/command'),
    import('@hare/hctl'),
  ]);
  const hctl = createHctl({
    run: createRunCommand({ env, signal: interruption.signal }),
    binary: await findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix }),
    timeouts: settings.timeouts,
    mask: (text) => masker.text(text),
  });
  const answer = await hctl.statusJson({ devices: true });
  const time = new Date().toISOString();
  if (answer.kind === 'not-running') return { time, state: 'not-running' };
  const { nodes, devices } = answer.status;
  return { time, state: 'running', status: { nodes, devices } };
}

function missingPart(part: MissingPart['part'], error: unknown): MissingPart {
  if (!(error instanceof HareError)) throw error;
  return { part, reason: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}
