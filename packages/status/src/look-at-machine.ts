import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { HareError, isHareError, isNodeError } from '@hare/base';
import { createMasker, type ProcessIo } from '@hare/cli/output';
import {
  bootstrapsOnMachine,
  compareStatus,
  readBootstrapMark,
  readClusterCdf,
  readMkfsRecord,
  readPending,
} from '@hare/cluster';
import { createRunCommand } from '@hare/command';
import { createHctl, findHctl, type Hctl } from '@hare/hctl';
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
import type { LiveCluster, MachineFacts, Unreadable } from './machine-facts.js';

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
    work: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      if (file !== undefined) await assertReadable(file);
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
  const hctl =
    cluster === undefined
      ? undefined
      : await attempt('hctl', undefined, () => openHctl({ places, settings }, io));
  const live = await liveCluster(hctl, cluster, settings.cluster.clients);
  return {
    runs: journal === undefined ? undefined : lastRuns(journal, isAlive),
    recorded,
    cluster:
      cluster === undefined ? undefined : { file: cluster.file, nodes: cluster.model.nodes.length },
    mkfs,
    live,
    hasPending: pending !== undefined,
    atWork: await stageAtWork(places.lockFile),
    bootstraps: await bootstrapsOnMachine({ places, root: common.root }),
    leftBy: left?.mark?.stage,
    unfinishedRestore: (await exists(backup)) ? backup : undefined,
    unreadable,
    isRoot: io.uid === 0,
    varDir: places.varDir,
    hctl: hctl === undefined ? 'hctl' : await nameOf(hctl, places.prefix, io.env['PATH']),
  };
}

async function openHctl(
  { places, settings }: Pick<Machine, 'places' | 'settings'>,
  { env, interruption }: Pick<ProcessIo, 'env' | 'interruption'>,
): Promise<Hctl> {
  const masker = createMasker();
  masker.learnFrom(env);
  return createHctl({
    run: createRunCommand({ env, signal: interruption.signal }),
    binary: await findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix }),
    timeouts: settings.timeouts,
    mask: (text) => masker.text(text),
  });
}

/** The command to type: only its name, if the shell finds the same file by it. */
async function nameOf(hctl: Hctl, prefix: string, path: string | undefined): Promise<string> {
  const byName = await findHctl({ path, prefix }).catch(() => undefined);
  return byName === hctl.binary ? 'hctl' : hctl.binary;
}

async function liveCluster(
  hctl: Hctl | undefined,
  cluster: Cluster | undefined,
  clients: Parameters<typeof compareStatus>[2],
): Promise<LiveCluster | undefined> {
  if (cluster === undefined || hctl === undefined) return undefined;
  try {
    const answer = await hctl.statusJson({ devices: true });
    if (answer.kind === 'not-running') return { kind: 'stopped' };
    const { nodes, devices } = answer.status;
    return {
      kind: 'running',
      services: nodes.reduce(
        (sum, { svcs }) => sum + svcs.filter(({ status }) => status === 'started').length,
        0,
      ),
      devices: devices?.reduce((sum, { devs }) => sum + devs.length, 0),
      findings: compareStatus(cluster.model, answer.status, clients),
    };
  } catch (error) {
    if (!isHareError(error)) throw error;
    return { kind: 'unknown', reason: error.message };
  }
}

/** @throws the error of the file system when the file exists and this user may not read it */
async function assertReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    if (!isNodeError(error, 'ENOENT', 'ENOTDIR')) throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
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
