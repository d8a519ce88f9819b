import { accessSync, constants, existsSync } from 'node:fs';
import { HareError, isHareError, isNodeError } from '@hare/base';
import type { ProcessIo } from '@hare/cli/output';
import {
  bootstrapsOnMachine,
  readBootstrapMark,
  readClusterCdf,
  readMkfsRecord,
  readPending,
} from '@hare/cluster';
import {
  journalFile,
  type Machine,
  readJournal,
  readStageConfig,
  stageConfigPath,
  unfinishedBackup,
} from '@hare/stage';
import { isAlive, stageAtWork } from './stage-at-work.js';
import { lastRuns } from './last-runs.js';
import type { MachineFacts, Unreadable } from './machine-facts.js';

type Cluster = Awaited<ReturnType<typeof readClusterCdf>>;

/** Reads the state files and asks hctl. Changes nothing; what cannot be read is named. */
export async function lookAtMachine(
  { places, settings, common }: Machine,
  io: Pick<ProcessIo, 'env' | 'interruption' | 'uid'>,
): Promise<MachineFacts> {
  const unreadable: Unreadable[] = [];
  const attempt = async <T>(
    what: string,
    file: string | undefined,
    work: () => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      if (file !== undefined) assertReadable(file);
      return await work();
    } catch (error) {
      if (isHareError(error) && error.code === 'CDF_FILE_MISSING') return undefined;
      unreadable.push(describe(what, file, error));
      return undefined;
    }
  };
  const journal = await attempt('the journal', journalFile(places), () => readJournal(places));
  const recorded = await attempt('the record of config', stageConfigPath(places), () =>
    readStageConfig(places),
  );
  const cluster = await attempt(
    'the cluster description',
    recorded?.cdf ?? places.cdfFile,
    (): Promise<Cluster> => readClusterCdf({ places, planned: undefined }),
  );
  const mkfs = await attempt('the record of formatting', undefined, () => readMkfsRecord(places));
  const pending = await attempt('the pending configuration', undefined, () => readPending(places));
  const { bootstrap, shutdown } = settings.timeouts;
  const left = await attempt('the mark of a killed stage', undefined, () =>
    readBootstrapMark(places, new Date(), bootstrap + shutdown),
  );
  const backup = unfinishedBackup(places);
  const asking = cluster === undefined ? undefined : await import('./live-cluster.js');
  const hctl = await attempt('hctl', undefined, () => asking?.openHctl({ places, settings }, io));
  const live =
    hctl === undefined || cluster === undefined
      ? undefined
      : await asking?.liveCluster(hctl, cluster.model, settings.cluster.clients);
  return {
    runs: journal === undefined ? undefined : lastRuns(journal, isAlive),
    recorded,
    cluster:
      cluster === undefined ? undefined : { file: cluster.file, nodes: cluster.model.nodes.length },
    mkfs,
    live,
    hasPending: pending !== undefined,
    atWork: stageAtWork(places.lockFile),
    bootstraps: await bootstrapsOnMachine({ places, root: common.root }),
    leftBy: left?.mark?.stage,
    unfinishedRestore: existsSync(backup) ? backup : undefined,
    unreadable,
    isRoot: io.uid === 0,
    varDir: places.varDir,
    hctl:
      hctl === undefined ? 'hctl' : (asking?.nameOf(hctl, places.prefix, io.env['PATH']) ?? 'hctl'),
  };
}

/** @throws the error of the file system when the file exists and this user may not read it */
function assertReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    if (!isNodeError(error, 'ENOENT', 'ENOTDIR')) throw error;
  }
}

function describe(what: string, file: string | undefined, error: unknown): Unreadable {
  const cause = error instanceof HareError ? (error.cause ?? error) : error;
  if (isNodeError(cause, 'EACCES', 'EPERM'))
    return { what, file, reason: 'permission denied', isForbidden: true };
  if (!isHareError(error)) throw error;
  return {
    what,
    file: error.where.file ?? file,
    reason: error.message,
    hint: error.hint,
    isForbidden: false,
  };
}
