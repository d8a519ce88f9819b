import type { OptionSpec, OptionValues, Example } from '@hare/cli';
import type { StageContext } from './stage-context.js';
import type { Step } from './step.js';

export interface SetupYamlEntry {
  /** Arguments after the stage's name: `--config $URL --plan $TYPE`. */
  readonly args: string;
  /** RFC 20, backup and restore: where to, besides cmd and args. */
  readonly target?: '$URL';
  /** RFC 20, support_bundle: a list of one command instead of cmd and args. */
  readonly list?: true;
}

/** A state of the machine in which a stage is refused, unless its definition says otherwise. */
export type RefusedState = 'unfinished-restore' | 'newer-release' | 'damaged-record';

export interface StageDefinition<
  T extends Readonly<Record<string, OptionSpec>> = Readonly<Record<string, OptionSpec>>,
> {
  /** As setup.yaml spells it: `post_install`. */
  readonly name: string;
  readonly summary: string;
  /** Paragraphs for help and docs. */
  readonly description: string;
  /** Takes the stage lock. False for a stage that only looks. */
  readonly changes: boolean;
  /**
   * States in which it runs all the same: it brings order, only looks, or does not build on the
   * configuration.
   */
  readonly runsDespite?: readonly RefusedState[];
  readonly options: T;
  /**
   * Options whose values may also be given as words without a flag, in this order: `support_bundle
   * ID DIR`.
   */
  readonly operands?: readonly string[];
  readonly examples: readonly Example[];
  /**
   * What it may write, remove or wipe besides log and journal, one line each, for the docs; default
   * places, KV keys in full.
   */
  readonly writes?: readonly string[];
  /**
   * How setup.yaml calls it; absent: with `--config $URL`. `$URL` and `$TYPE` (test's plan) are the
   * only macros.
   */
  readonly setupYaml?: SetupYamlEntry;
  steps(context: StageContext<OptionValues<T>>): readonly Step[] | Promise<readonly Step[]>;
}

/** A stage, with the types of its options inferred. */
export function defineStage<const T extends Readonly<Record<string, OptionSpec>>>(
  stage: StageDefinition<T>,
): StageDefinition<T> {
  return stage;
}
