import type { HareError } from '@hare/base';
import type { Effect } from './forecast/effect.js';
import type { Look } from './seen.js';

/**
 * One thing that a stage makes true. The runner calls `check`, then `apply` if it must, then
 * `check` again.
 */
export interface Step {
  /** Stable, kebab-case: `consul-version`. */
  readonly id: string;
  /** What a person reads, verb and object: `Check the Consul version`. */
  readonly title: string;
  /**
   * Whether it is true already, as the world looks in this round. Never changes anything, not even
   * a variable of the stage. An error thrown in the first round of checks counts as `refuse`.
   */
  check(look: Look): Promise<Verdict>;
  /**
   * Makes `check` true; absent for a pure check. It has a round of its own; after a wait it looks
   * again (`look.again()`), and what could destroy something asks its guards (`guard`) right before
   * the act.
   */
  apply?(look: Look): Promise<void>;
  /**
   * What it would write, wipe or start, and what it looks at, for `hare_setup plan`: asked in the
   * round of the stage's checks, changes nothing.
   */
  forecast?(look: Look): Promise<readonly Effect[]>;
  /**
   * Runs also after an earlier step failed or the stage was interrupted: it brings something back
   * (shuts down what was started).
   */
  readonly always?: boolean;
  /**
   * Its change is temporary and reverted by a later `always` step, or is that revert: the stage's
   * outcome does not count it as a change.
   */
  readonly temporary?: boolean;
  /**
   * Ids of earlier steps that this one's check depends on. Until they pass it is not checked: not
   * in the first round of checks nor in a dry run (an error there would stop the stage before
   * anything is written), nor when one of them failed.
   */
  readonly after?: readonly string[];
}

export type Verdict = Holds | Fails;

export interface Holds {
  readonly ok: true;
  /** Shown with the step: `version 1.9.1`. */
  readonly note?: string;
  /**
   * Why this step was left to something later or is not needed here; reported as `deferred`, exit
   * 0.
   */
  readonly deferred?: string;
  /** Things worth a person's attention that are not failures. */
  readonly warnings?: readonly string[];
  /** Measured figures for the report, name with unit → value: `{ statusMs: 212 }`. */
  readonly figures?: Readonly<Record<string, number | string>>;
}

export interface Fails {
  readonly ok: false;
  /**
   * What is wrong, with the actual value, where, and what to do; `STEP_NOT_EFFECTIVE` if it is only
   * pending: shown with that code if `apply` does not fix it.
   */
  readonly error: HareError;
  /** What `apply` would change, as a unified diff or a list of lines; secrets masked. */
  readonly diff?: string;
  /** The same by meaning, in few lines: shown instead of the diff, which then is for `-v`. */
  readonly changes?: readonly string[];
  readonly warnings?: readonly string[];
  /** Every single finding when there are several. */
  readonly findings?: readonly string[];
  /** `apply` must not be tried: the whole stage stops before anything is written. */
  readonly refuse?: boolean;
  /**
   * With `refuse`: this question about the findings is asked at a terminal, once all checks are
   * done and nothing else refuses; if agreed, the step passes for this run.
   */
  readonly question?: string;
}
