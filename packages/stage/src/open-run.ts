import { abortableSleep, kvOfEnvironment, storeUrlOf } from '@hare/base';
import type { OptionSpecs, OptionValues } from '@hare/cli';
import { createRunCommand } from '@hare/command';
import type { Invocation } from './execute-stage.js';
import { belowRoot, type Places } from './places.js';
import type { RunOutput } from './report/run-output.js';
import type { Runner } from './runner/runner.js';
import type { Look } from './seen.js';
import type { Settings } from './settings.js';
import type { Call, Closable, StageContext } from './stage-context.js';
import type { StageConfig } from './state/stage-config.js';

/** The options of a stage whose table is known only at run time. */
type StageOptions = OptionValues<OptionSpecs>;

/** How this machine is set up. */
export interface Setup {
  readonly settings: Settings;
  readonly places: Places;
  /** What config recorded. */
  readonly recorded: StageConfig | undefined;
}

export interface OpenRun {
  /** For the steps. */
  readonly context: StageContext<StageOptions>;
  /** For what calls them. */
  readonly runner: Runner;
  /** To do once every step has passed. */
  readonly done: readonly ((look: Look) => Promise<void>)[];
  close(): Promise<void>;
}

/** What is given to a run, and the machine that it acts on. */
export function openRun(invocation: Invocation, output: RunOutput, setup: Setup): OpenRun {
  const { common, io } = invocation;
  const { interruption } = io;
  const { masker, log } = output;
  const call = callOf(invocation, setup);
  masker.learnFrom([call.configUrl, call.kvUrl]);
  /** In an `always` step only a second signal stops the work. */
  let shielded = false;
  const signal = (): AbortSignal => (shielded ? interruption.killSignal : interruption.signal);
  const run = createRunCommand({
    signal: interruption.signal,
    killSignal: interruption.killSignal,
    env: io.env,
    log: { debug: (text) => log.debug(text) },
    mask: (text) => masker.text(text),
  });
  const opened = new Map<unknown, Promise<Closable>>();
  const done: ((look: Look) => Promise<void>)[] = [];
  const context: StageContext<StageOptions> = {
    ...call,
    path: (systemPath) => belowRoot(common.root, systemPath),
    get signal() {
      return signal();
    },
    run: (command, how) => run(command, shielded ? { ...how, afterInterruption: true } : how),
    openOnce: async <T extends Closable>(open: (context: StageContext) => Promise<T>) => {
      const answer = (opened.get(open) as Promise<T> | undefined) ?? open(context);
      opened.set(open, answer);
      return answer;
    },
    whenDone: (work) => void done.push(work),
    masker,
    log,
    progress: (text, until) => output.progress(text, until),
    now: () => new Date(),
    sleep: (ms) => abortableSleep(ms, signal()),
  };
  const runner: Runner = {
    ...output,
    dryRun: common.dryRun,
    interrupted: () =>
      interruption.name() ?? (interruption.failure() === undefined ? undefined : 'a defect'),
    now: () => performance.now(),
    during: async (step, work) => {
      shielded = step.always === true;
      try {
        return await work();
      } finally {
        shielded = false;
      }
    },
  };
  return {
    context,
    runner,
    done,
    close: async () => {
      for (const each of opened.values()) await (await each.catch(() => undefined))?.close();
    },
  };
}

function callOf(
  { stage, options, common, io, planned, agreed }: Invocation,
  { settings, places, recorded }: Setup,
): Call<StageOptions> {
  const settingsKv = settings.kv === undefined ? undefined : storeUrlOf(settings.kv);
  return {
    stage: stage.name,
    options: options as StageOptions,
    settings,
    places,
    root: common.root,
    env: io.env,
    dryRun: common.dryRun,
    planned,
    // A plan never asks for agreement.
    terminal: planned === undefined && (io.stdout.isTTY === true || io.stderr.isTTY === true),
    agreed,
    timeoutMs: common.timeoutMs,
    configUrl: common.config ?? (recorded?.url === '' ? undefined : recorded?.url),
    kvUrl: common.kv ?? settingsKv ?? recorded?.kv ?? kvOfEnvironment(io.env),
    factsFile: common.facts,
    node: common.node ?? settings.node,
    recordedNode: recorded?.node,
  };
}
