import { maskText } from '@hare/base';
import { bootstrap } from './bootstrap.js';
import type { RunCommand } from '@hare/command';
import type { Hctl, HctlTimeouts } from './hctl.js';
import { reportbug } from './reportbug.js';
import { shutdown } from './shutdown.js';
import { statusJson } from './status-json.js';
import { status } from './status.js';

export interface HctlOptions {
  readonly run: RunCommand;
  /** The command's path, from `findHctl`. */
  readonly binary: string;
  readonly timeouts: HctlTimeouts;
  /** Calls go on after an interruption: for bringing a cluster back to how it was found. */
  readonly afterInterruption?: boolean;
  /** Says what is being waited for, what hctl itself says of it, and until when. */
  readonly progress?: (text: string, until?: Date) => void;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Takes secrets out of what errors quote; default: by their names. */
  readonly mask?: (text: string) => string;
}

/** What every call of hctl needs. */
export type HctlContext = Required<HctlOptions>;

/** The hctl command, bound to how commands are run here. */
export function createHctl(options: HctlOptions): Hctl {
  const context: HctlContext = {
    afterInterruption: false,
    progress: () => undefined,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    mask: (text) => maskText(text),
    ...options,
  };
  return {
    binary: options.binary,
    status: () => status(context),
    statusJson: (wanted = {}) => statusJson(context, wanted),
    bootstrap: (wanted) => bootstrap(context, wanted),
    shutdown: (wanted) => shutdown(context, wanted),
    reportbug: (wanted) => reportbug(context, wanted),
  };
}
