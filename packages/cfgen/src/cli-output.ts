import { escapeText } from '@hare/confstore/escape';

/** Where a command prints. All of it is escaped but data that does not go to a terminal. */
export interface CliOutput {
  /** Results for people, or JSON: standard output. */
  print(text: string): void;
  /** Results that are files: standard output; a pipe gets them as they are. */
  data(text: string): void;
  /** Warnings and progress: standard error. */
  note(text: string): void;
}

/** The process' own streams. */
export const standardOutput: CliOutput = {
  print: (text) => void process.stdout.write(escapeText(text)),
  data: (text) => void process.stdout.write(process.stdout.isTTY ? escapeText(text) : text),
  note: (text) => void process.stderr.write(escapeText(text)),
};
