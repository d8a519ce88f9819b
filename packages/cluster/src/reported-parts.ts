import { HareError, isHareError } from '@hare/base';
import type { LiveReport, MissingPart, ReportData } from '@hare/report';
import { readJournal, type PlannedFiles, type StageContext } from '@hare/stage';
import { readClusterCdf } from './cluster-cdf.js';

/** What of a stage's context the parts of a report need. */
export type ReportContext = Pick<StageContext, 'places' | 'settings' | 'env' | 'run' | 'now'> & {
  readonly mask: (text: string) => string;
  /** What a run would write: before the first run the cluster description is there only. */
  readonly planned?: PlannedFiles;
};

/** The parts of a report that need no stage; with unmasked secrets. */
export type ReportedParts = Pick<ReportData, 'missing' | 'cluster' | 'live' | 'journal'>;

/** The newest records of the journal that a page shows. */
const mostRecords = 200;

/** Cluster, condition and journal of this machine; what is unavailable is named. */
export async function reportedParts(context: ReportContext): Promise<ReportedParts> {
  const missing: MissingPart[] = [];
  const attempt = async <T>(
    part: MissingPart['part'],
    work: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HareError)) throw error;
      missing.push({ part, reason: error.message, hint: error.hint });
      return undefined;
    }
  };
  const cluster = await attempt('cluster', () => clusterOf(context));
  const live = await attempt('live', () => askHctl(context));
  const journal = await attempt('journal', () => readJournal(context.places));
  return { missing, cluster, live, journal: (journal ?? []).slice(-mostRecords) };
}

async function clusterOf({
  places,
  planned,
}: ReportContext): Promise<NonNullable<ReportData['cluster']>> {
  const { viewCluster } = await import('@hare/cdf');
  try {
    const { file, model } = await readClusterCdf({ places, planned: undefined });
    return { file, view: viewCluster(model) };
  } catch (error) {
    if (!isHareError(error) || error.code !== 'CDF_FILE_MISSING' || planned === undefined)
      throw error;
    const { file, model } = await readClusterCdf({ places, planned });
    return { file: `${file} (config will write it)`, view: viewCluster(model) };
  }
}

async function askHctl({
  settings,
  places,
  env,
  run,
  now,
  mask,
}: ReportContext): Promise<LiveReport> {
  const { createHctl, findHctl } = await import('@hare/hctl');
  const hctl = createHctl({
    run,
    binary: findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix }),
    timeouts: settings.timeouts,
    mask,
  });
  const answer = await hctl.statusJson({ devices: true });
  const time = now().toISOString();
  if (answer.kind === 'not-running') return { time, state: 'not-running' };
  const { nodes, devices } = answer.status;
  return { time, state: 'running', status: { nodes, devices } };
}
