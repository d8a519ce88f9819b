import { existsSync } from 'node:fs';
import { escapeText } from '@hare/base';
import type { Masker } from '@hare/cli/output';
import type { StageLog } from '../stage-context.js';
import { openLogFile } from './log-file.js';

export interface StageLogOptions {
  readonly file: string;
  readonly folder: string;
  readonly maxBytes: number;
  readonly files: number;
  readonly stage: string;
  /** A dry run makes no log folder: without one it has no log. */
  readonly dryRun: boolean;
  readonly masker: Masker;
  readonly now: () => Date;
  /** What else becomes of a line: warnings are printed, with `-v` everything is. */
  readonly onLine: (level: LogLevel, text: string) => void;
}

export type LogLevel = 'debug' | 'info' | 'warn';

export interface OpenStageLog extends StageLog {
  /** The file, while lines reach it. */
  file(): string | undefined;
  /** A line for the file alone. */
  record(text: string): void;
  close(): void;
}

const maxEntryLength = 1024 * 1024;

/**
 * The log of a stage run: lines with time, stage and pid; secrets masked, then escaped; further
 * lines of one entry indented.
 */
export function createStageLog(options: StageLogOptions): OpenStageLog {
  const { file, folder, stage, masker, now } = options;
  let problem: string | undefined;
  const off = options.dryRun && !existsSync(folder);
  const target = off
    ? undefined
    : openLogFile({
        ...options,
        onProblem: (error) => {
          problem = error.message;
          options.onLine('warn', `nothing is logged: ${file} cannot be written: ${error.message}`);
        },
      });
  const limit = Math.min(maxEntryLength, options.maxBytes / 4);
  const write = (level: string, masked: string): void => {
    target?.append(
      `${now().toISOString()} ${stage}[${process.pid}] ${level.padEnd(5)} ${escapeText(shorten(masked, limit)).replaceAll('\n', '\n    ')}\n`,
    );
  };
  const line =
    (level: LogLevel) =>
    (text: string): void => {
      const masked = masker.text(text);
      write(level.toUpperCase(), masked);
      options.onLine(level, masked);
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    record: (text) => write('INFO', masker.text(text)),
    file: () => (target === undefined || problem !== undefined ? undefined : file),
    close: () => target?.close(),
  };
}

/**
 * Beginning and end of an entry that is too long: a command may print more than the log holds.
 * Called with masked text: the cut could else leave half a secret.
 */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  return `${text.slice(0, half)}\n… ${text.length - 2 * half} characters left out …\n${text.slice(-half)}`;
}
