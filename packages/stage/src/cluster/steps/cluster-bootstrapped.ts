import type { Step } from '../../step.js';
import { writeBootstrapMark } from '../bootstrap-mark.js';
import { bootstrapSource } from '../bootstrap-source.js';
import type { ClusterSession } from '../cluster-session.js';
import { allServicesRun } from '../service-findings.js';
import { transportOf } from '../transport-of.js';

/** Whether and how a stage needs the cluster started. */
export interface BootstrapPlan {
  /** False: the stage has no need of a running cluster. */
  readonly wanted: boolean;
  /** It ran when the stage began and is not the stage's: when it is shut down meanwhile, it is left so. */
  readonly foreign?: boolean;
  readonly mkfs: boolean;
  /** Why it is so: shown beside the step. */
  readonly note: string;
  /** What a bootstrap would change. */
  readonly diff?: string | undefined;
  readonly warnings?: readonly string[];
}

export interface ClusterBootstrappedOptions {
  readonly plan: () => Promise<BootstrapPlan>;
  /** The stage shuts the cluster down again, and nothing of it lasts. */
  readonly temporary?: boolean;
  /** The cluster stays up when the stage has ended. */
  readonly staysUp?: boolean;
  /** Ids of the steps that the plan needs. */
  readonly after: readonly string[];
}

/** What is said of a foreign cluster that is down now. */
export const shutDownMeanwhile = 'it ran when this began, and was shut down meanwhile';

/** Whether a cluster that this stage found running, and did not touch, is down now. */
export async function isShutDownMeanwhile(session: ClusterSession): Promise<boolean> {
  return session.progress.start === 'untouched' && (await session.found()).state === 'running' && (await (await session.hctl()).status()) === 'not-running';
}

/** The cluster runs, if the stage needs it. What an interrupted stage left half-started is shut down first. */
export function clusterBootstrapped(session: ClusterSession, { plan, temporary = false, staysUp = false, after }: ClusterBootstrappedOptions): Step {
  const { context, progress } = session;
  const isHalfStarted = async (): Promise<boolean> => progress.start === 'untouched' && (await session.found()).leftBy !== undefined && !(await allServicesRun(session));
  return {
    id: 'bootstrap',
    title: 'The cluster is started, if it has to be',
    temporary,
    after,
    check: async () => {
      const { wanted, foreign = false, note, diff, warnings = [] } = await plan();
      if (!wanted) return { ok: true, note, warnings };
      if (foreign && (await isShutDownMeanwhile(session))) return { ok: true, note: shutDownMeanwhile, warnings };
      const would = { ...(diff === undefined ? {} : { diff }), warnings };
      if ((await (await session.hctl()).status()) === 'not-running') return { ok: false, reason: `the cluster does not run; ${note}`, ...would };
      if (await isHalfStarted()) return { ok: false, reason: `a half-started cluster of an interrupted stage is up; ${note}`, ...would };
      if (!foreign && (await session.turn.isMissing())) return { ok: false, reason: 'the nodes take turns at starting and stopping it', ...would };
      return { ok: true, note: progress.start === 'started' ? note : 'it runs already', warnings };
    },
    forecast: async () => {
      const { wanted, mkfs, note } = await plan();
      if (!wanted || (await session.found()).state === 'running') return [];
      const { expectedServices } = await import('@hare/hctl');
      const services = expectedServices((await session.cdf()).model).filter(({ mustRun }) => mustRun).map(({ node, names: [name] }) => `${node}: ${name}`);
      return [{ kind: 'cluster', mkfs, because: note, services, staysUp }];
    },
    apply: async () => {
      const [{ mkfs }, hctl, cdf] = await Promise.all([plan(), session.hctl(), session.cdf()]);
      await session.turn.take();
      if ((await hctl.status()) === 'running') {
        if (!(await isHalfStarted())) return;
        await hctl.shutdown();
      }
      await writeBootstrapMark(context.places, context.stage, context.now());
      progress.start = 'failed';
      context.progress(`hctl bootstrap${mkfs ? ' --mkfs' : ''}`, new Date(context.now().getTime() + session.startMs));
      await hctl.bootstrap({ mkfs, source: await bootstrapSource(cdf), xprt: transportOf(cdf.model) });
      progress.start = 'started';
    },
  };
}
