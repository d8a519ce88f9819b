import { escapeText } from '@hare/base';
import { write } from '@hare/cli/streams';

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
  print: (text) => write(process.stdout, escapeText(text)),
  data: (text) => write(process.stdout, process.stdout.isTTY ? escapeText(text) : text),
  note: (text) => write(process.stderr, escapeText(text)),
};
