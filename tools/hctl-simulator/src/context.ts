import type { Failures } from './failures.js';
import type { StateFolder } from './state-folder.js';
import type { Call } from './switches.js';

/** What one call of the simulated hctl works with. */
export interface Context {
  readonly call: Call;
  readonly args: readonly string[];
  readonly state: StateFolder;
  readonly failures: Failures;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
