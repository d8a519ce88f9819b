import { HareError, isHareError } from '@hare/confstore/error';
import type { Step, Verdict } from '../../step.js';
import { readBootstrapMark, removeBootstrapMark } from '../bootstrap-mark.js';
import type { ClusterSession } from '../cluster-session.js';

export interface ClusterAsFoundOptions {
  /** A cluster that came up whole is to stay up. */
  readonly keepRunning: boolean;
}

/**
 * The cluster is left as it was found: what this stage started is shut down, also when starting failed, the stage was interrupted,
 * or an earlier one was killed. Runs always, and says in which condition the cluster is.
 */
export function clusterAsFound(session: ClusterSession, { keepRunning }: ClusterAsFoundOptions): Step {
  const { context, progress } = session;
  const { places } = context;
  let isShutDown = false;
  const stays = (): boolean => keepRunning && progress.start !== 'failed' && progress.servicesStarted;
  const hasMark = async (): Promise<boolean> => {
    const { mark, stale } = await readBootstrapMark(places, context.now(), Infinity);
    return mark !== undefined || stale;
  };
  const markGone = async (note: string): Promise<Verdict> => {
    if (await hasMark()) return { ok: false, reason: 'the mark of the stage that started the cluster is still there' };
    return session.turn.isHeld ? { ok: false, reason: 'other nodes may wait for their turn at the cluster' } : { ok: true, note };
  };

  return {
    id: 'as-found',
    title: keepRunning ? 'The cluster keeps running' : 'The cluster is as it was found',
    always: true,
    temporary: true,
    after: ['cluster'],
    check: async () => {
      const found = await session.found();
      const isOurs = progress.start !== 'untouched' || found.leftBy !== undefined;
      if (!isOurs) return markGone(found.state === 'running' ? 'it runs, as before' : 'it is down, as before');
      if (stays()) return markGone('it keeps running, as asked');
      if (progress.start === 'failed' && !isShutDown) return { ok: false, reason: 'what the failed start left of the cluster is to be shut down' };
      const hctl = await session.hctlForRestoring();
      if ((await hctl.status()) === 'running') return { ok: false, reason: progress.start === 'untouched' ? 'the cluster of an interrupted stage still runs' : 'the cluster still runs' };
      return markGone('it is down');
    },
    apply: async () => {
      const found = await session.found();
      if (!stays() && (progress.start !== 'untouched' || found.leftBy !== undefined)) {
        context.progress('hctl shutdown', new Date(context.now().getTime() + context.settings.timeouts.shutdown));
        await shutDown(session);
        isShutDown = true;
      }
      await removeBootstrapMark(places);
      await session.turn.giveBack();
    },
  };
}

async function shutDown(session: ClusterSession): Promise<void> {
  try {
    await (await session.hctlForRestoring()).shutdown();
  } catch (error) {
    if (!isHareError(error)) throw error;
    throw new HareError(error.code, `the cluster could not be shut down and may still run: ${error.message}`, { where: error.where, hint: error.hint, cause: error });
  }
}
