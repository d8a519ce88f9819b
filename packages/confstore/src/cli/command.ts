import type { ConfStore, OpenOptions } from '../conf-store.js';

/** A sub-command as data: help, parsing and completion are made from it. */
export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  /** What follows the summary in the help of the command: paragraphs. */
  readonly details?: readonly string[];
  readonly args: readonly CommandArgument[];
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
  /** False for commands without a URL before their name. */
  readonly takesUrl: boolean;
  /** It writes: the first signal lets it end what was begun. */
  readonly changes?: true;
  /** The exit code of failures: 1 (default), 2 where 1 means that two stores differ. */
  readonly failureExit?: 2;
  /** Rewrites the words behind the command before they are parsed. */
  prepare?(words: readonly string[]): readonly string[];
  /** Answers the exit code. */
  run(call: CommandCall): Promise<number>;
}

export interface CommandArgument {
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  /** What completion offers for it. */
  readonly completes?: 'keys' | 'urls' | readonly string[];
}

export interface CommandOption {
  /** As commander takes it: `-f, --format <format>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly completes?: 'keys';
}

/** One call of a command. */
export interface CommandCall {
  readonly url: string;
  readonly args: readonly (string | undefined)[];
  /** What follows the named arguments, where the last of them takes many. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly delimiter: string;
  /** Opens the store of the URL, or another one, with the delimiter of the call, or another one. */
  readonly open: (options?: OpenOptions, url?: string) => Promise<ConfStore>;
  /** Writes to stdout. */
  readonly print: (text: string) => void;
  /**
   * Waits until what was printed is written, as far as it was more than the reader takes at once.
   */
  readonly printed: () => Promise<void>;
  /** Aborted by the first signal, for a command that changes something; without one, never. */
  readonly interrupted: AbortSignal;
}
