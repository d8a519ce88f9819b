import type { Hctl, RunningState } from '@hare/hctl';
import type { NodeDescription } from '@hare/cdf';
import { once } from '../once.js';
import type { StageContext } from '../stage-context.js';
import { type BootstrapMark, readBootstrapMark } from './bootstrap-mark.js';
import { bootstrapsAtWork, stateVariable } from './bootstraps-at-work.js';
import { type ClusterCdf, readClusterCdf } from './cluster-cdf.js';
import { type ClusterTurn, createClusterTurn } from './cluster-turn.js';
import { confStoreIfAny } from './conf-store-if-any.js';
import { thisNode } from './this-node.js';

/** How the cluster was when the stage began. */
export interface FoundCluster {
  readonly state: RunningState;
  /** Set when it is not somebody's cluster but what an interrupted stage left: its mark. */
  readonly leftBy?: BootstrapMark | undefined;
  /** `hctl bootstrap` commands of killed stages that are still at work. */
  readonly atWork: readonly number[];
  /** A mark is there that tells nothing any more. */
  readonly staleMark: boolean;
}

/** What became of a cluster that this run started. */
export type StartOutcome = 'untouched' | 'failed' | 'started';

/** What the steps of one run of init or test share about the cluster. Everything is looked up at the first question, once. */
export interface ClusterSession {
  readonly context: StageContext;
  hctlPath(): Promise<string>;
  hctl(): Promise<Hctl>;
  /** For bringing the cluster back: goes on after an interruption. */
  hctlForRestoring(): Promise<Hctl>;
  cdf(): Promise<ClusterCdf>;
  node(): Promise<NodeDescription>;
  found(): Promise<FoundCluster>;
  /** Held while this stage starts, uses and stops the cluster. */
  readonly turn: ClusterTurn;
  /** The deadline for starting the cluster, ms: `--timeout`, else the setting. */
  readonly startMs: number;
  /** Changed by the steps as they work. */
  progress: { start: StartOutcome; servicesStarted: boolean };
}

/** The session of one run. */
export function createClusterSession(context: StageContext): ClusterSession {
  const { settings, places } = context;
  const { timeouts } = settings;
  const startMs = context.timeoutMs ?? timeouts.bootstrap;
  const hctlPath = once(async () => {
    const { findHctl } = await import('@hare/hctl');
    return findHctl({ setting: settings.hctl, path: context.env['PATH'], prefix: places.prefix });
  });
  const newHctl = async (afterInterruption: boolean): Promise<Hctl> => {
    const { createHctl } = await import('@hare/hctl');
    return createHctl({ run: withStateDir(context), binary: await hctlPath(), timeouts: { ...timeouts, bootstrap: startMs }, afterInterruption, progress: (text) => context.progress(text), mask: (text) => context.masker.text(text) });
  };
  const hctl = once(() => newHctl(false));
  const cdf = once(() => readClusterCdf(context));
  const node = once(async () => thisNode((await cdf()).model, context, await confStoreIfAny(context)));
  return {
    context,
    hctlPath,
    hctl,
    hctlForRestoring: once(() => newHctl(true)),
    cdf,
    node,
    turn: createClusterTurn({ context, nodes: async () => (await cdf()).model.nodes.length, owner: async () => (await node()).hostname, waitMs: startMs }),
    found: once(async () => {
      const { mark, stale } = await readBootstrapMark(places, context.now(), startMs + timeouts.shutdown);
      return { state: await (await hctl()).status(), leftBy: mark, atWork: await bootstrapsAtWork(places.stateDir), staleMark: stale };
    }),
    startMs,
    progress: { start: 'untouched', servicesStarted: false },
  };
}

/** Commands carry the state folder in their environment, so that one that outlives a killed stage is found again. */
function withStateDir({ run, places }: StageContext): StageContext['run'] {
  return (command, options) => run(command, { ...options, env: { ...options?.env, [stateVariable]: places.stateDir } });
}
