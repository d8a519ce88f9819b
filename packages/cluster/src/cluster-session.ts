import type { Hctl, RunningState } from '@hare/hctl';
import type { Finding } from './status/finding.js';
import type { NodeDescription } from '@hare/cdf';
import { readPlanned, seen, type Seen, type StageContext } from '@hare/stage';
import { once, type Given } from '@hare/base';
import { activeUnits, type ActiveUnit } from './active-units.js';
import { type BootstrapMark, readBootstrapMark } from './bootstrap/bootstrap-mark.js';
import { bootstrapsOnMachine, stateVariable } from './bootstrap/bootstraps-at-work.js';
import { type ClusterCdf, readClusterCdf } from './cluster-cdf.js';
import { type ClusterTurn, createClusterTurn } from './cluster-turn.js';
import { confStoreIfAny } from './conf-store.js';
import { serviceFindings } from './service-findings.js';
import { thisNode } from './this-node.js';

/** How the cluster is. */
export interface FoundCluster {
  readonly state: RunningState;
  /** The mark of an interrupted stage; set if that stage, and no user, started the cluster. */
  readonly leftBy?: BootstrapMark | undefined;
  /** `hctl bootstrap` commands of killed stages that still run. */
  readonly atWork: readonly number[];
  /** A mark exists but no longer means anything. */
  readonly staleMark: boolean;
}

/** What became of a cluster that this run started. */
export type StartOutcome = 'untouched' | 'failed' | 'started';

/** What the steps of one run of init or test share about the cluster. */
export interface ClusterSession {
  readonly context: StageContext;
  readonly hctlPath: Given<string>;
  readonly hctl: Given<Hctl>;
  /** For bringing the cluster back: goes on after an interruption. */
  readonly hctlForRestoring: Given<Hctl>;
  readonly cdf: Given<ClusterCdf>;
  readonly node: Given<NodeDescription>;
  readonly found: Seen<FoundCluster>;
  /** The units of Motr and Hare that are active here, whatever hctl says. */
  readonly units: Seen<readonly ActiveUnit[]>;
  /**
   * The text of the cluster description that is on disk; hctl reads that one. Undefined: it cannot
   * be read.
   */
  readonly cdfOnDisk: Seen<string | undefined>;
  /** Every service that should run and does not; undefined when the cluster is down. */
  readonly services: Seen<readonly Finding[] | undefined>;
  /** Kept while this stage starts, uses and stops the cluster. */
  readonly turn: ClusterTurn;
  /** The deadline for starting the cluster, ms: `--timeout`, else the setting. */
  readonly startMs: number;
  /** What this run did itself: set by `apply` of its steps only. */
  readonly progress: { start: StartOutcome };
}

/** The session of one run. */
export function createClusterSession(context: StageContext): ClusterSession {
  const { settings, places } = context;
  const { timeouts } = settings;
  const startMs = context.timeoutMs ?? timeouts.bootstrap;
  const hctlPath: Given<string> = once(async () => {
    const { findHctl } = await import('@hare/hctl');
    return findHctl({ setting: settings.hctl, path: context.env['PATH'], prefix: places.prefix });
  });
  const newHctl = async (afterInterruption: boolean): Promise<Hctl> => {
    const { createHctl } = await import('@hare/hctl');
    return createHctl({
      run: withStateDir(context),
      binary: await hctlPath(),
      timeouts: { ...timeouts, bootstrap: startMs },
      afterInterruption,
      progress: (text, until) => context.progress(text, until),
      mask: (text) => context.masker.text(text),
    });
  };
  const hctl: Given<Hctl> = once(() => newHctl(false));
  const cdf: Given<ClusterCdf> = once(() => readClusterCdf(context));
  const hctlForRestoring: Given<Hctl> = once(() => newHctl(true));
  const node: Given<NodeDescription> = once(async () =>
    thisNode((await cdf()).model, context, await confStoreIfAny(context)),
  );
  return {
    context,
    hctlPath,
    hctl,
    hctlForRestoring,
    cdf,
    node,
    turn: createClusterTurn({
      context,
      nodes: async () => (await cdf()).model.nodes.length,
      owner: async () => (await node()).hostname,
      waitMs: startMs,
    }),
    found: seen(async () => {
      const { mark, stale } = await readBootstrapMark(
        places,
        context.now(),
        startMs + timeouts.shutdown,
      );
      return {
        state: await (await hctl()).status(),
        leftBy: mark,
        atWork: await bootstrapsOnMachine(context),
        staleMark: stale,
      };
    }),
    units: seen(() => activeUnits(context)),
    cdfOnDisk: seen(async () =>
      readPlanned((await cdf()).file, context.planned).catch(() => undefined),
    ),
    services: seen(async () =>
      serviceFindings(await hctl(), (await cdf()).model, settings.cluster.clients),
    ),
    startMs,
    progress: { start: 'untouched' },
  };
}

/**
 * Commands carry the state folder in their environment, so that one that outlives a killed stage is
 * found again.
 */
function withStateDir({ run, places }: StageContext): StageContext['run'] {
  return (command, options) =>
    run(command, { ...options, env: { ...options?.env, [stateVariable]: places.stateDir } });
}
