import { closeSync, constants, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { makeFoldersSync } from '@hare/confstore/atomic';

export interface LogFile {
  /** Appends text as it is. Failures are reported once and then the log is off: a full disk does not stop a stage. */
  append(text: string): void;
  close(): void;
}

export interface LogFileOptions {
  readonly file: string;
  readonly maxBytes: number;
  /** How many files there are at most, the current one included. */
  readonly files: number;
  readonly onProblem: (error: Error) => void;
}

/**
 * A log file that rotates itself: `setup.log`, `setup.log.1`, … Written synchronously, so that every line is there whenever the process ends,
 * also by a second Ctrl-C or kill -9; that is why no streaming library writes it (they buffer, and rotate later). Mode 0640; a link in its place is refused.
 */
export function openLogFile({ file, maxBytes, files, onProblem }: LogFileOptions): LogFile {
  let fd: number | undefined;
  const open = (): number => {
    makeFoldersSync(path.dirname(file), 0o755);
    return openSync(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o640);
  };
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
      onProblem(error as Error);
    }
  };
  guarded(() => {
    fd = open();
  });
  return {
    append: (text) => {
      if (fd === undefined) return;
      guarded(() => {
        if (fd !== undefined && fstatSync(fd).size + Buffer.byteLength(text) > maxBytes && fstatSync(fd).size > 0) {
          closeSync(fd);
          fd = undefined;
          rotate(file, files, maxBytes - Buffer.byteLength(text));
          fd = open();
        }
        if (fd !== undefined) writeWhole(fd, Buffer.from(text));
      });
    },
    close: () => {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}

function rotate(file: string, files: number, room: number): void {
  // Another stage that only looks may have rotated it meanwhile.
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size <= room) return;
  if (files === 1) return rmSync(file, { force: true });
  for (let index = files - 1; index >= 1; index--) {
    const older = index === 1 ? file : `${file}.${index - 1}`;
    if (statSync(older, { throwIfNoEntry: false }) !== undefined) renameSync(older, `${file}.${index}`);
  }
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
}
