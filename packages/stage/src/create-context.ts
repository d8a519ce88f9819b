import { createRunCommand } from '@hare/command';
import type { OptionSpec, OptionValues } from '@hare/cli';
import type { StageRun } from './execute-stage.js';
import type { PlannedFiles } from './forecast/planned-files.js';
import type { OpenStageLog } from './log/create-stage-log.js';
import type { Places } from './places.js';
import { belowRoot } from './resolve-places.js';
import type { Settings } from './settings.js';
import { abortableSleep, kvOfEnvironment, storeUrlOf } from '@hare/base';
import type { Closable, StageContext } from './stage-context.js';
import type { StageConfig } from './state/stage-config.js';

/** The options of a stage whose table is known only at run time. */
type StageOptions = OptionValues<Readonly<Record<string, OptionSpec>>>;

export interface MachineParts {
  readonly settings: Settings;
  readonly places: Places;
  readonly log: OpenStageLog;
  /** What config recorded. */
  readonly recorded: StageConfig | undefined;
  /** In a plan: what earlier stages of it would have written. */
  readonly planned?: PlannedFiles;
}

export interface RunningContext {
  readonly context: StageContext<StageOptions>;
  /** Runs the work of an `always` step: only a second signal stops it. */
  uninterrupted<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What the steps of a stage may know and do. */
export function createContext(
  { call, masker, reporter }: StageRun,
  { settings, places, log, recorded, planned }: MachineParts,
): RunningContext {
  const { stage, options, common, io } = call;
  const { interruption, env } = io;
  let shielded = false;
  const signal = (): AbortSignal => (shielded ? interruption.killSignal : interruption.signal);
  const run = createRunCommand({
    signal: interruption.signal,
    killSignal: interruption.killSignal,
    env,
    log: { debug: (text) => log.debug(text) },
    mask: (text) => masker.text(text),
  });
  const configUrl = common.config ?? (recorded?.url === '' ? undefined : recorded?.url);
  const settingsKv = settings.kv === undefined ? undefined : storeUrlOf(settings.kv);
  const kvUrl = common.kv ?? settingsKv ?? recorded?.kv ?? kvOfEnvironment(env);
  masker.learnFrom([configUrl, kvUrl]);
  const opened = new Map<unknown, Promise<Closable>>();
  let said = '';

  const context: StageContext<StageOptions> = {
    stage: stage.name,
    options: options as StageOptions,
    settings,
    places,
    root: common.root,
    path: (systemPath) => belowRoot(common.root, systemPath),
    env,
    dryRun: common.dryRun,
    planned,
    // A plan asks nobody to agree.
    terminal: planned === undefined && (io.stdout.isTTY === true || io.stderr.isTTY === true),
    timeoutMs: common.timeoutMs,
    configUrl,
    kvUrl,
    factsFile: common.facts,
    node: common.node ?? settings.node,
    recordedNode: recorded?.node,
    get signal() {
      return signal();
    },
    run: (command, how) => run(command, shielded ? { ...how, afterInterruption: true } : how),
    openOnce: async <T extends Closable>(open: (context: StageContext) => Promise<T>) => {
      const known = opened.get(open) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const answer = open(context);
      opened.set(open, answer);
      return answer;
    },
    masker,
    log,
    progress: (text, until) => {
      // Callers may repeat themselves while they wait; the log wants it once.
      if (text !== said)
        log.record(until === undefined ? text : `${text}, until ${until.toISOString()}`);
      said = text;
      reporter.progress(masker.text(text), until);
    },
    now: () => new Date(),
    sleep: (ms) => abortableSleep(ms, signal()),
  };
  return {
    context,
    uninterrupted: async (work) => {
      shielded = true;
      try {
        return await work();
      } finally {
        shielded = false;
      }
    },
    close: async () => {
      for (const each of opened.values()) await (await each.catch(() => undefined))?.close();
    },
  };
}
