import { HareError, isHareError } from '@hare/base';
import type { Look, Step, Verdict } from '@hare/stage';
import { bootstrapsAtWork } from '../bootstrap/bootstraps-at-work.js';
import { nameUnits, stopCommand } from '../active-units.js';
import { readBootstrapMark, removeBootstrapMark } from '../bootstrap/bootstrap-mark.js';
import type { ClusterSession } from '../cluster-session.js';
import { allServicesRun } from '../service-findings.js';

export interface ClusterAsFoundOptions {
  /** A cluster that came up whole is to stay up. */
  readonly keepRunning: boolean;
}

/**
 * The cluster is left as it was found: what this stage started is shut down, also when starting
 * failed, the stage was interrupted, or an earlier one was killed. Runs always, and says in which
 * condition the cluster is.
 */
export function clusterAsFound(
  session: ClusterSession,
  { keepRunning }: ClusterAsFoundOptions,
): Step {
  const { context, progress } = session;
  const { places } = context;
  let isShutDown = false;
  const isOurs = async (look: Look): Promise<boolean> =>
    progress.start !== 'untouched' || (await look(session.found)).leftBy !== undefined;
  const stays = async (look: Look): Promise<boolean> =>
    keepRunning && progress.start !== 'failed' && (await allServicesRun(session, look));
  const hasMark = async (): Promise<boolean> => {
    const { mark, stale } = await readBootstrapMark(places, context.now(), Infinity);
    return mark !== undefined || stale;
  };
  const markGone = async (note: string): Promise<Verdict> => {
    if (await hasMark())
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          'the start mark of this stage is not removed yet',
        ),
      };
    return session.turn.isHeld
      ? {
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', 'the lock of the cluster is not released yet'),
        }
      : { ok: true, note };
  };

  return {
    id: 'as-found',
    title: keepRunning ? 'Keep the cluster running' : 'Restore the cluster state',
    always: true,
    temporary: true,
    after: ['cluster'],
    check: async (look) => {
      if (!(await isOurs(look))) return markGone(await describeForeign(session, look));
      if (await stays(look)) return markGone('running, as requested');
      if (progress.start === 'failed' && !isShutDown)
        return {
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', 'the failed start must be shut down'),
        };
      const hctl = await session.hctlForRestoring();
      if ((await hctl.status()) === 'running')
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            progress.start === 'untouched'
              ? 'the cluster of an interrupted stage is still running'
              : 'the cluster is still running',
          ),
        };
      const units = await look(session.units);
      // What failed to start, and clients, are not stopped by hctl shutdown.
      if (units.length > 0)
        return {
          ok: false,
          error: new HareError(
            'CLUSTER_UNITS_LEFT',
            'hctl status reports a stopped cluster, but units are still active: ' +
              nameUnits(units),
            { hint: `stop these units: ${stopCommand(units)}` },
          ),
        };
      return markGone('stopped');
    },
    apply: async (look) => {
      if ((await isOurs(look)) && !(await stays(look))) {
        context.progress(
          'hctl shutdown',
          new Date(context.now().getTime() + context.settings.timeouts.shutdown),
        );
        await bootstrapEnds(session);
        await shutDown(session);
        isShutDown = true;
      }
      await removeBootstrapMark(places);
      await session.turn.giveBack();
    },
  };
}

/** The state of a cluster that this stage did not touch. */
async function describeForeign(session: ClusterSession, look: Look): Promise<string> {
  const [{ state: before, leftBy }, { state: now }] = [
    await look.first(session.found),
    await look(session.found),
  ];
  const units = now === 'running' ? [] : await look(session.units);
  if (units.length > 0)
    return `stopped according to hctl status, but units are active: ${nameUnits(units)}`;
  if (now === 'not-running' && leftBy !== undefined) return 'it is down';
  if (now === before) return now === 'running' ? 'running, as before' : 'stopped, as before';
  return now === 'running'
    ? 'running: another process started it'
    : 'stopped: another process stopped it';
}

/**
 * A child of a bootstrap that was killed works on, and would start services after the shutdown. It
 * is given the time of a shutdown.
 */
async function bootstrapEnds({ context }: ClusterSession): Promise<void> {
  const deadline = new Date(context.now().getTime() + context.settings.timeouts.shutdown);
  const atWork = (): Promise<readonly number[]> => bootstrapsAtWork(context.places.stateDir);
  for (
    let pids = await atWork();
    pids.length > 0 && context.now() < deadline;
    pids = await atWork()
  ) {
    context.progress(
      `waiting for leftover processes of hctl bootstrap: PID ${pids.join(', ')}`,
      deadline,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function shutDown(session: ClusterSession): Promise<void> {
  try {
    await (await session.hctlForRestoring()).shutdown();
  } catch (error) {
    if (!isHareError(error)) throw error;
    throw new HareError(
      error.code,
      `the cluster could not be stopped and may still be running: ${error.message}`,
      { where: error.where, hint: error.hint, cause: error },
    );
  }
}
