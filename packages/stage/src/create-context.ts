import { HareError } from '@hare/confstore/error';
import type { ConfStore } from '@hare/confstore';
import { createRunCommand } from '@hare/hctl';
import type { OptionSpec, OptionValues } from './define-stage.js';
import type { Interruption } from './interruption.js';
import type { OpenStageLog } from './log/create-stage-log.js';
import { durationOption } from './options/duration.js';
import type { ParsedGroups } from './options/parse-options.js';
import type { Masker } from './report/masker.js';
import { belowRoot } from './resolve-places.js';
import type { Places } from './places.js';
import type { Settings } from './settings.js';
import type { StageContext } from './stage-context.js';
import type { StageConfig } from './state/stage-config.js';

/** The options of a stage whose table is known only at run time. */
type StageOptions = OptionValues<Readonly<Record<string, OptionSpec>>>;

export interface ContextOptions {
  readonly stage: string;
  readonly parsed: ParsedGroups;
  readonly settings: Settings;
  readonly places: Places;
  readonly root: string;
  /** What config recorded. */
  readonly recorded: StageConfig | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interruption: Interruption;
  readonly log: OpenStageLog;
  readonly masker: Masker;
  progress(text: string, until?: Date): void;
}

export interface RunningContext {
  readonly context: StageContext<StageOptions>;
  /** Runs the work of an `always` step, which goes on although the stage was interrupted. */
  uninterrupted<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What the steps of a stage may know and do. */
export function createContext({ stage, parsed, settings, places, root, recorded, env, interruption, log, masker, progress }: ContextOptions): RunningContext {
  const common = parsed.common as Readonly<Record<string, string | undefined>> & { readonly dryRun?: boolean };
  const never = new AbortController().signal;
  let signal = interruption.signal;
  let store: Promise<ConfStore> | undefined;
  const run = createRunCommand({ signal: interruption.signal, killSignal: interruption.killSignal, env, log: { debug: (text) => log.debug(text) } });
  const configUrl = common['config'] ?? recorded?.url;

  const context: StageContext<StageOptions> = {
    stage,
    options: parsed.stage as StageOptions,
    settings,
    places,
    root,
    path: (systemPath) => belowRoot(root, systemPath),
    env,
    dryRun: common.dryRun === true,
    timeoutMs: common['timeout'] === undefined ? undefined : durationOption('--timeout', common['timeout']),
    configUrl,
    kvUrl: common['kv'] ?? settings.kv ?? recorded?.kv,
    factsFile: common['facts'],
    node: common['node'] ?? settings.node,
    get signal() {
      return signal;
    },
    run: (command, options) => run(command, signal === never ? { ...options, afterInterruption: true } : options),
    confStore: () => {
      store ??= openStore(configUrl, masker);
      return store;
    },
    log,
    progress: (text, until) => {
      log.record(until === undefined ? text : `${text}, until ${until.toISOString()}`);
      progress(masker.text(text), until);
    },
    now: () => new Date(),
    sleep: (ms) => sleep(ms, signal),
  };
  return {
    context,
    uninterrupted: async (work) => {
      signal = never;
      try {
        return await work();
      } finally {
        signal = interruption.signal;
      }
    },
    close: async () => {
      const opened = await store?.catch(() => undefined);
      await opened?.close();
    },
  };
}

/** Opens the ConfStore and tells the masker its secrets, before anybody can print them. */
async function openStore(url: string | undefined, masker: Masker): Promise<ConfStore> {
  if (url === undefined) {
    throw new HareError('CONFIG_URL_MISSING', 'no ConfStore is known: --config was not given, and config has recorded none', { hint: 'run config first: hare_setup config --config URL' });
  }
  const { openConfStore } = (await import('@hare/confstore')) as unknown as { openConfStore(url: string): Promise<ConfStore> };
  const store = await openConfStore(url);
  masker.learnFrom(await store.data());
  return store;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(timer);
      reject(new HareError('STAGE_INTERRUPTED', signal.reason instanceof Error ? signal.reason.message : 'interrupted', { hint: 'run the stage again' }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', fail);
      resolve();
    }, ms);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
