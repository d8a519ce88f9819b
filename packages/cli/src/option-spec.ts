/** An option of one stage beside those that every stage has. */
export interface OptionSpec {
  /** Long flag, with `_` or `-` as Hare's setup.yaml writes it: `--size_limit`. */
  readonly flag: `--${string}`;
  /** Further spellings that mean the same: `['--filename']`. */
  readonly aliases?: readonly `-${string}`[];
  /** The placeholder of its value (`URL`); absent: a switch. */
  readonly value?: string;
  /** A switch that may also carry one of these values: `--mkfs[=always]`. */
  readonly optionalValue?: boolean;
  /**
   * A switch that a word behind it may also turn off: `--binlogs`, `--binlogs False`,
   * `--binlogs=no`.
   */
  readonly yesOrNo?: true;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly description: string;
}

/**
 * Switches are booleans; options with a value are text, or undefined when not given and without
 * default.
 */
export type OptionValues<T extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in keyof T]: T[K] extends { readonly optionalValue: true }
    ? string | boolean
    : T[K] extends { readonly value: string }
      ? T[K] extends { readonly default: string }
        ? string
        : string | undefined
      : boolean;
};

export interface Example {
  /** Arguments after the stage's name. */
  readonly args: readonly string[];
  /** What it does, one line. */
  readonly does: string;
}
