import { requiredServices } from '../status/wait-until-started.js';
import { HareError } from '@hare/base';
import { asGuard, guard, type Look, type Step } from '@hare/stage';
import { mkfsEndedFile } from '../mkfs/mkfs-record.js';
import { removeBootstrapMark, writeBootstrapMark } from '../bootstrap/bootstrap-mark.js';
import { bootstrapWithoutMkfs } from '../bootstrap/bootstrap-without-mkfs.js';
import { bringPending } from '../bootstrap/bring-pending.js';
import { bootstrapSource } from '../bootstrap/bootstrap-source.js';
import type { ClusterSession } from '../cluster-session.js';
import { allServicesRun } from '../service-findings.js';
import { transportOf } from '../transport-of.js';
import { cdfValid } from './cdf-valid.js';
import { noBootstrapAtWork } from './no-bootstrap-at-work.js';

/** Whether and how a stage needs the cluster started. */
export interface BootstrapPlan {
  /** False: the stage has no need of a running cluster. */
  readonly wanted: boolean;
  /**
   * It ran when the stage began and is not the stage's: when it is shut down meanwhile, it is left
   * so.
   */
  readonly foreign?: boolean;
  readonly mkfs: boolean;
  /** The reason, shown with the step. */
  readonly note: string;
  /** What a bootstrap would change. */
  readonly diff?: string | undefined;
  readonly warnings?: readonly string[];
}

export interface ClusterBootstrappedOptions {
  readonly plan: (look: Look) => Promise<BootstrapPlan>;
  /** Its conditions, checked again after every wait, right before hctl is called. */
  readonly guards?: readonly Step[];
  /**
   * Wraps the call of hctl, once the guards pass: it records what is needed and calls `act`, which
   * checks the guards once more. If they no longer pass, `act` throws while `progress.start` is
   * still `untouched`: then it undoes what it did.
   */
  readonly around?: (look: Look, act: () => Promise<void>) => Promise<void>;
  /** The stage shuts the cluster down again, and nothing of it lasts. */
  readonly temporary?: boolean;
  /** The cluster stays up when the stage has ended. */
  readonly staysUp?: boolean;
  /** Ids of the steps that the plan needs. */
  readonly after: readonly string[];
}

/** What is said of a foreign cluster that is down now. */
export const shutDownMeanwhile = 'it was running before, but another process stopped it';

/** Whether a cluster that this stage found running, and did not touch, is down now. */
export async function isShutDownMeanwhile(session: ClusterSession, look: Look): Promise<boolean> {
  return (
    session.progress.start === 'untouched' &&
    (await look.first(session.found)).state === 'running' &&
    (await look(session.found)).state === 'not-running'
  );
}

/**
 * The cluster runs, if the stage needs it. What an interrupted stage left half-started is shut down
 * first.
 */
export function clusterBootstrapped(
  session: ClusterSession,
  {
    plan,
    guards = [],
    around = (_look, act) => act(),
    temporary = false,
    staysUp = false,
    after,
  }: ClusterBootstrappedOptions,
): Step {
  const { context, progress } = session;
  const isHalfStarted = async (look: Look): Promise<boolean> => {
    const { state, leftBy } = await look(session.found);
    return (
      progress.start === 'untouched' &&
      state === 'running' &&
      leftBy !== undefined &&
      !(await allServicesRun(session, look))
    );
  };
  // The wait for other bootstraps is over: none may run now.
  const allGuards = [cdfValid(session), asGuard(noBootstrapAtWork(session)), ...guards];
  return {
    id: 'bootstrap',
    title: 'Start the cluster',
    temporary,
    after,
    check: async (look) => {
      const { wanted, foreign = false, note, diff, warnings = [] } = await plan(look);
      if (!wanted) return { ok: true, note, warnings };
      if (foreign && (await isShutDownMeanwhile(session, look)))
        return { ok: true, note: shutDownMeanwhile, warnings };
      const would = { ...(diff === undefined ? {} : { diff }), warnings };
      if ((await look(session.found)).state === 'not-running')
        return {
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', `the cluster is stopped; ${note}`),
          ...would,
        };
      if (await isHalfStarted(look))
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            `an interrupted stage left the cluster partly started; ${note}`,
          ),
          ...would,
        };
      if (!foreign && (await session.turn.isMissing()))
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            'only one node at a time starts or stops the cluster',
          ),
          ...would,
        };
      return { ok: true, note: progress.start === 'started' ? note : 'it runs already', warnings };
    },
    forecast: async (look) => {
      const { wanted, mkfs, note } = await plan(look);
      if (!wanted || (await look(session.found)).state === 'running') return [];
      const services = requiredServices(
        (await session.cdf()).model,
        context.settings.cluster.clients,
      ).map(({ node, names: [name] }) => `${node}: ${name}`);
      return [{ kind: 'cluster', mkfs, because: note, services, staysUp }];
    },
    apply: async (look) => {
      const [{ mkfs }, hctl, cdf] = await Promise.all([plan(look), session.hctl(), session.cdf()]);
      await session.turn.take();
      const waited = look.again();
      if (await isHalfStarted(waited)) {
        await hctl.shutdown();
        await removeBootstrapMark(context.places);
      }
      const now = look.again();
      await guard(now, allGuards);
      if ((await now(session.found)).state === 'running') return;
      await around(now, async () => {
        const last = look.again();
        await guard(last, allGuards);
        if ((await last(session.found)).state === 'running')
          throw new HareError(
            'CLUSTER_STARTED',
            'another process has started the cluster; it was not touched',
            { hint: 'run this stage again' },
          );
        const source = await bootstrapSource(cdf, context.path('/var/lib/hare'));
        await writeBootstrapMark(context.places, context.stage, context.now());
        progress.start = 'failed';
        if (!mkfs) await bringPending(session, hctl);
        context.progress(
          `hctl bootstrap${mkfs ? ' --mkfs' : ''}`,
          new Date(context.now().getTime() + session.startMs),
        );
        if (mkfs)
          await hctl.bootstrap({
            mkfs,
            source,
            xprt: transportOf(cdf.model),
            noteSuccess: mkfsEndedFile(context.places),
          });
        else await bootstrapWithoutMkfs(session, hctl, source);
        progress.start = 'started';
      });
    },
  };
}
