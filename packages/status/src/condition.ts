import { isFormatted, unitsOf } from '@hare/cluster';
import { count, shellWord } from '@hare/cli';
import type { LastRun } from './last-runs.js';
import type { MachineFacts } from './machine-facts.js';

/** In one word how a machine and its cluster are. */
export const states = [
  'not configured',
  'configured',
  'formatted',
  'starting',
  'running',
  'degraded',
  'busy',
  'interrupted',
  'unknown',
] as const;

export interface Condition {
  readonly state: (typeof states)[number];
  readonly about: string;
  /** A command that works when typed; undefined: nothing is left to do. */
  readonly next?: string | undefined;
}

/** What a next step is made from. */
export interface NextSteps {
  /** Adds `--root` and `--settings` of this call to a command. */
  readonly placed: (command: string) => string;
  /** The stages that `hare_setup run` runs. */
  readonly run: readonly string[];
}

/** Judges what is known. */
export function conditionOf(facts: MachineFacts, steps: NextSteps): Condition {
  return (
    interruptedRestore(facts, steps) ??
    busy(facts, steps) ??
    forbidden(facts, steps) ??
    running(facts, steps) ??
    interruptedRun(facts, steps) ??
    stopped(facts, steps)
  );
}

type Judge = (facts: MachineFacts, steps: NextSteps) => Condition | undefined;

const interruptedRestore: Judge = ({ unfinishedRestore }, { placed }) =>
  unfinishedRestore === undefined
    ? undefined
    : {
        state: 'interrupted',
        about: 'a restore did not end: the configuration is partly old and partly new',
        next: placed(`hare_setup restore --target ${shellWord(unfinishedRestore)}`),
      };

const busy: Judge = ({ atWork, bootstraps }, { placed }) => {
  if (atWork !== undefined)
    return {
      state: 'busy',
      about: `stage ${atWork.stage} is running, PID ${atWork.pid}`,
      next: placed('hare_setup log -n 20'),
    };
  if (bootstraps.length === 0) return undefined;
  return {
    state: 'starting',
    about: `hctl bootstrap is running, PID ${bootstraps.join(', ')}`,
    next: placed('hare_setup status --wait'),
  };
};

const forbidden: Judge = ({ unreadable, cluster, live }, { placed }) =>
  cluster === undefined && live === undefined && unreadable.some(({ isForbidden }) => isForbidden)
    ? {
        state: 'unknown',
        about: 'this user may not read the state of the cluster',
        next: placed('sudo hare_setup status'),
      }
    : undefined;

const running: Judge = ({ live, leftBy, runs, hctl }, { placed, run }) => {
  if (live?.kind !== 'running') return undefined;
  if (leftBy !== undefined)
    return {
      state: 'interrupted',
      about: `stage ${leftBy} was killed after it had started the cluster`,
      next: placed(again(leftBy, run)),
    };
  const failures = live.findings.filter(({ severity }) => severity === 'failure');
  if (failures.length > 0) {
    const units = unitsOf(failures);
    return {
      state: 'degraded',
      about: `the cluster runs with ${count(failures.length, 'fault')}`,
      next: units === '' ? `${hctl} status -d` : `journalctl -b -n 100 ${units}`,
    };
  }
  return {
    state: 'running',
    about: `${count(live.services, 'service')} running`,
    ...(runs === undefined || isTested(runs) ? {} : { next: placed('hare_setup test') }),
  };
};

const interruptedRun: Judge = ({ runs, mkfs, live, cluster }, { placed, run }) => {
  const last = latest(runs);
  if (last?.state === 'killed')
    return {
      state: 'interrupted',
      about: `stage ${last.stage} was killed before it ended`,
      next: cluster === undefined ? placed('hare_setup log -n 20') : placed(again(last.stage, run)),
    };
  if (mkfs?.state === 'started' && live?.kind === 'stopped')
    return {
      state: 'interrupted',
      about: 'formatting began and did not end',
      next: placed('hare_setup plan --from init'),
    };
  return undefined;
};

function stopped(facts: MachineFacts, steps: NextSteps): Condition {
  const { placed } = steps;
  const { cluster, live, mkfs, hasPending, runs, varDir, hctl, isRoot } = facts;
  if (cluster === undefined) return withoutCluster(facts, steps);
  if (live === undefined || live.kind === 'unknown')
    return {
      state: 'unknown',
      about: live === undefined ? 'hctl not found' : firstLine(live.reason),
      next: placed(isRoot ? 'hare_setup doctor' : 'sudo hare_setup status'),
    };
  const failed = latest(runs);
  const isFailed = failed?.outcome === 'failed';
  if (!isFormatted(mkfs))
    return {
      state: 'configured',
      about: 'the devices are not formatted',
      next: placed(isFailed ? 'hare_setup doctor' : 'hare_setup run --from init'),
    };
  if (hasPending)
    return {
      state: 'formatted',
      about: 'the cluster is stopped, and a new configuration is pending',
      next: placed(isFailed ? 'hare_setup doctor' : 'hare_setup init'),
    };
  return {
    state: 'formatted',
    about: 'the cluster is stopped',
    next: `${hctl} bootstrap -c ${shellWord(varDir)}`,
  };
}

function withoutCluster({ unreadable, recorded }: MachineFacts, { placed }: NextSteps): Condition {
  const [broken] = unreadable;
  if (broken !== undefined)
    return {
      state: 'unknown',
      about: `cannot read ${broken.what}`,
      // From the ConfStore that it knows, config writes the description again.
      next: placed(
        recorded?.url !== undefined && broken.file === recorded.cdf
          ? 'hare_setup config'
          : 'hare_setup doctor',
      ),
    };
  return recorded === undefined
    ? {
        state: 'not configured',
        about: 'config has not run on this machine',
        next: placed('hare_setup run --config URL'),
      }
    : {
        state: 'not configured',
        about: `${recorded.cdf} does not exist`,
        next: placed('hare_setup config'),
      };
}

/** The command for an interrupted stage: run it again if that is safe, else show its plan first. */
function again(stage: string, run: readonly string[]): string {
  if (run.includes(stage)) return `hare_setup run --from ${stage}`;
  return ['reset', 'cleanup'].includes(stage)
    ? `hare_setup ${stage} --dry-run`
    : `hare_setup log -n 20`;
}

/** The stage test passed after the cluster was configured and formatted. */
function isTested(runs: ReadonlyMap<string, LastRun>): boolean {
  const passed = runs.get('test');
  return (
    passed?.exitCode === 0 &&
    ['config', 'init'].every((stage) => (runs.get(stage)?.time ?? '') < passed.time)
  );
}

function latest(runs: MachineFacts['runs']): LastRun | undefined {
  return [...(runs?.values() ?? [])].reduce<LastRun | undefined>(
    (newest, run) => (newest === undefined || run.time > newest.time ? run : newest),
    undefined,
  );
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/; it printed:$/, '');
}
