/** What a command may do and for how long. */
export interface CommandOptions {
  /** Killed after this time, with its whole process group: TERM, 10 s, KILL. */
  readonly timeoutMs?: number;
  /** On interruption a command that writes gets 30 s to end by itself before TERM. */
  readonly writes?: boolean;
  /**
   * Runs also after an interruption, and is not stopped by it: for restoring the previous state.
   * The timeout still applies.
   */
  readonly afterInterruption?: boolean;
  /**
   * `whole` (default): it is read by us; a command that prints more than 16 MiB is stopped, and
   * that is an error. `ends` (default of a command that writes, which is never stopped for its
   * words): of much output beginning and end are kept.
   */
  readonly output?: 'whole' | 'ends';
  /**
   * Stops the command, with its whole process group: TERM, 10 s, KILL. Its result then names the
   * signal.
   */
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /**
   * This file is made as soon as the command has returned 0, also when this process is gone by
   * then.
   */
  readonly noteSuccess?: string | undefined;
  /** Called now and then with the last line printed so far, complete or not, secrets masked. */
  readonly onOutput?: (line: string) => void;
}

/**
 * How a command ended. Output is text, within the limits of `CommandOptions.output`; a command that
 * could not be started is an error, not a result.
 */
export interface CommandResult {
  readonly command: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  readonly durationMs: number;
  /** A stream was longer than the limit: its middle was dropped, and its place says how much. */
  readonly truncated?: boolean;
}

/**
 * Runs a command: an array of words, never shell text.
 * @throws HareError `COMMAND_NOT_FOUND`, `COMMAND_NOT_EXECUTABLE`, `COMMAND_INTERRUPTED`,
 *   `COMMAND_OUTPUT_TOO_LARGE`, `COMMAND_STUCK`
 */
export type RunCommand = (
  command: readonly [string, ...string[]],
  options?: CommandOptions,
) => Promise<CommandResult>;
