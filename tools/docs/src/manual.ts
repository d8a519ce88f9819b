/** What is said about one bin, whatever it is printed as: a page of the docs, a manual page. */
export interface Manual {
  readonly bin: string;
  /** 1 for everybody, 8 for who runs the machine. */
  readonly section: 1 | 8;
  /** A sentence. */
  readonly summary: string;
  readonly usage: readonly string[];
  readonly description: readonly string[];
  /** Lines that are printed as they are. */
  readonly syntax: readonly string[];
  readonly operands: readonly ManualOption[];
  readonly options: readonly OptionGroup[];
  readonly commands: readonly CommandManual[];
  /** What it may write or remove. */
  readonly writes: readonly string[];
  readonly examples: readonly ManualExample[];
  readonly exitCodes: string;
}

export interface OptionGroup {
  readonly title: string;
  readonly options: readonly ManualOption[];
}

export interface ManualOption {
  /** As it is typed: `-f, --format FORMAT`. */
  readonly flags: string;
  readonly about: string;
}

export interface CommandManual {
  readonly name: string;
  readonly usage: string;
  readonly description: readonly string[];
  readonly operands: readonly ManualOption[];
  readonly options: readonly ManualOption[];
  readonly examples: readonly ManualExample[];
}

export interface ManualExample {
  readonly command: string;
  readonly does?: string | undefined;
}
