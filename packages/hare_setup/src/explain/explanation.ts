import type { Explanation as ClusterExplanation } from '@hare/cdf';
import type { StepDescription } from '@hare/stage/forecast';

/**
 * What is known about one topic. Of CDF fields and ConfStore keys it is what `hare-cdf explain`
 * knows.
 */
export type Explanation =
  | StageExplanation
  | CommandExplanation
  | CodeExplanation
  | SettingExplanation
  | PlaceExplanation
  | WordExplanation;

/** A word of the glossary. */
export interface WordExplanation {
  readonly kind: 'word';
  readonly topic: string;
  readonly about: string;
}

/** A command that is not a stage. */
export interface CommandExplanation {
  readonly kind: 'command';
  readonly topic: string;
  readonly about: string;
  readonly options: StageExplanation['options'];
  readonly examples: StageExplanation['examples'];
}

export interface StageExplanation {
  readonly kind: 'stage';
  readonly topic: string;
  readonly about: string;
  readonly steps: readonly StepDescription[];
  /** Its own options, without those of every stage. */
  readonly options: readonly {
    readonly flags: readonly string[];
    readonly value?: string;
    readonly about: string;
  }[];
  /** What it may write, remove or wipe besides log and journal. */
  readonly writes: readonly string[];
  readonly examples: readonly { readonly command: string; readonly does: string }[];
}

export interface CodeExplanation {
  readonly kind: 'code';
  readonly topic: string;
  readonly about: string;
  readonly remedy: string;
  readonly packages: readonly string[];
}

export interface SettingExplanation {
  readonly kind: 'setting';
  readonly topic: string;
  readonly about: string;
  readonly environment: string;
  /** `text`, `list`, `switch`, `number` or `time`. */
  readonly type: string;
  /** A value, or words about what is done without one. */
  readonly default: string;
}

/** A CDF field or a ConfStore key. */
export type PlaceExplanation = ClusterExplanation & { readonly kind: 'field' | 'key' };
