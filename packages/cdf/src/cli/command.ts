/** Where a command writes. All of it is escaped but data that does not go to a terminal. */
export interface CommandIo {
  /** A result for people, or JSON. */
  print(text: string): void;
  /** A result that is a file: a pipe gets it as it is. */
  data(text: string): void;
  /** Everything else. */
  warn(text: string): void;
}

/** Options as they were given: text with a value, true without. */
export type CommandOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface CommandOption {
  /** `-o, --output <file>` */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
}

/** A sub-command as data: its help and its parser are made from this. */
export interface CommandDefinition {
  readonly name: string;
  /** Its arguments, in order: `<file>` or `[topic]`, with what they are. */
  readonly args: readonly { readonly name: string; readonly summary: string }[];
  /** Paragraphs, the first a sentence that says what it does. */
  readonly description: readonly string[];
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
  /** Answers the exit code. */
  run(args: readonly string[], options: CommandOptions, io: CommandIo): Promise<number>;
}
