import type { RunCommand } from '@hare/command';
import type { PlannedFiles } from './forecast/effect.js';
import type { Places } from './places.js';
import type { Look } from './seen.js';
import type { Masker } from '@hare/cli/output';
import type { Settings } from './settings.js';
import type { RecordedNode } from './state/stage-config.js';

/**
 * What a run is given: by its command line, by the settings, by what config recorded. Nothing of it
 * changes while the stage runs.
 */
export interface Call<O = unknown> {
  /** The stage's name. */
  readonly stage: string;
  readonly options: O;
  readonly settings: Settings;
  /** Absolute paths below `--root`. */
  readonly places: Places;
  /** `--root`, or empty. */
  readonly root: string;
  /** The environment of the process, for PATH and the like; settings come from `settings`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dryRun: boolean;
  /** Set in a plan, where nothing is waited for: what earlier stages of it would have written. */
  readonly planned?: PlannedFiles;
  /** Whether a person may sit at a terminal: what destroys data asks, or needs `--yes`, then. */
  readonly terminal: boolean;
  /**
   * What the user agreed to before, one line each, such as `format NODE: DEVICE`: anything more is
   * refused. Undefined: the stage runs by itself.
   */
  readonly agreed?: readonly string[] | undefined;
  /** `--timeout`: replaces the stage's own deadlines, ms. */
  readonly timeoutMs: number | undefined;
  /** `--config`, else the URL that config recorded in the state folder. */
  readonly configUrl: string | undefined;
  /** `--kv`, environment, settings, else as recorded, else `CONSUL_HTTP_ADDR`, not opened yet. */
  readonly kvUrl: string | undefined;
  /** `--facts` */
  readonly factsFile: string | undefined;
  /** `--node`, or the setting */
  readonly node: string | undefined;
  /** The `--node` that config was given, and where: for stages that are given none. */
  readonly recordedNode?: RecordedNode | undefined;
}

/** The machine as a run acts on it; what it looks like is seen in rounds only (`Look`). */
export interface StageMachine {
  /** An absolute system path below `--root`: `/etc/machine-id` → `<root>/etc/machine-id`. */
  path(systemPath: string): string;
  /** Aborted by the first SIGHUP, SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Runs a command; its words and output go to the log, secrets masked. */
  readonly run: RunCommand;
  /** Opens something once in a run: the same `open` has one result, which the runner closes. */
  openOnce<T extends Closable>(open: (context: StageContext) => Promise<T>): Promise<T>;
  /** To do once every step has passed, never in a dry run; its failure does not fail the stage. */
  whenDone(work: (look: Look) => Promise<void>): void;
  /** Removes secrets from what a stage writes besides log and report, and learns further ones. */
  readonly masker: Masker;
  readonly log: StageLog;
  /** Says what is waited for and, if known, until when: on a terminal, else in the log. */
  progress(text: string, until?: Date): void;
  readonly now: () => Date;
  /** Resolves after the time, or rejects with the signal's reason. */
  sleep(ms: number): Promise<void>;
}

/** What a stage makes its steps of: the call, and the machine. */
export interface StageContext<O = unknown> extends Call<O>, StageMachine {}

/** What is open until it is closed: a store, a connection. */
export interface Closable {
  close(): Promise<void>;
}

export interface StageLog {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
}
