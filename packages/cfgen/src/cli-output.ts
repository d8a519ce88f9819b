/** Where a command prints. */
export interface CliOutput {
  /** Results: standard output. */
  print(text: string): void;
  /** Warnings and progress: standard error. */
  note(text: string): void;
}

/** The process' own streams. */
export const standardOutput: CliOutput = {
  print: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
};
