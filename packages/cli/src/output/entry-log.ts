import { existsSync } from 'node:fs';
import { escapeText } from '@hare/base';
import { openLogFile } from './log-file.js';

export type LogLevel = 'debug' | 'info' | 'warn';

export interface EntryLogOptions {
  readonly file: string;
  readonly folder: string;
  readonly maxBytes: number;
  readonly files: number;
  /** Who writes: the name of a stage. */
  readonly writer: string;
  /** A dry run makes no log folder: without one it has no log. */
  readonly dryRun: boolean;
  readonly now: () => Date;
  /** Nothing is logged any more. */
  readonly onProblem: (text: string) => void;
}

export interface EntryLog {
  /** Writes an entry, whose secrets are masked already. */
  append(level: LogLevel, masked: string): void;
  /** The file, while lines reach it. */
  file(): string | undefined;
  close(): void;
}

const maxEntryLength = 1024 * 1024;

/** A log of entries: lines with time, writer and pid, escaped; further lines of one entry indented. */
export function openEntryLog(options: EntryLogOptions): EntryLog {
  const { file, folder, writer, now } = options;
  let problem: string | undefined;
  const off = options.dryRun && !existsSync(folder);
  const target = off
    ? undefined
    : openLogFile({
        ...options,
        onProblem: (error) => {
          problem = error.message;
          options.onProblem(`cannot write the log ${file}: ${error.message}`);
        },
      });
  const limit = Math.min(maxEntryLength, options.maxBytes / 4);
  return {
    append: (level, masked) => {
      const head = `${now().toISOString()} ${writer}[${process.pid}] ${level.toUpperCase().padEnd(5)}`;
      const text = escapeText(shorten(masked, limit)).replaceAll('\n', '\n    ');
      target?.append(`${head} ${text}\n`);
    },
    file: () => (target === undefined || problem !== undefined ? undefined : file),
    close: () => target?.close(),
  };
}

/**
 * Beginning and end of an entry that is too long: a command may print more than the log keeps.
 * Called with masked text, as a cut could leave half a secret.
 */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  return (
    `${text.slice(0, half)}\n… ${text.length - 2 * half} characters omitted ` +
    `…\n${text.slice(-half)}`
  );
}
