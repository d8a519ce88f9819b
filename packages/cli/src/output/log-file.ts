import { closeSync, constants, fstatSync, writeSync } from 'node:fs';
import path from 'node:path';
import { HeldFolder } from '@hare/base';

export interface LogFile {
  /**
   * Appends text as it is. Failures are reported once and then the log is off: a full disk does not
   * stop a stage.
   */
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
 * A log file that rotates itself: `setup.log`, `setup.log.1`, … Written synchronously, so that
 * every line is there whenever the process ends, also by a second Ctrl-C or kill -9; that is why no
 * streaming library writes it (they buffer, and rotate later). Mode 0640; a link in its place is
 * refused.
 */
export function openLogFile({ file, maxBytes, files, onProblem }: LogFileOptions): LogFile {
  let fd: number | undefined;
  const name = path.basename(file);
  const inFolder = <T>(work: (folder: HeldFolder) => T): T => {
    const folder = HeldFolder.make(path.dirname(file), { mode: 0o755, followLast: true });
    try {
      return work(folder);
    } finally {
      folder.close();
    }
  };
  const open = (): number =>
    inFolder((folder) =>
      folder.openFile(name, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o640),
    );
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
        if (
          fd !== undefined &&
          fstatSync(fd).size + Buffer.byteLength(text) > maxBytes &&
          fstatSync(fd).size > 0
        ) {
          closeSync(fd);
          fd = undefined;
          inFolder((folder) => rotate(folder, name, files, maxBytes - Buffer.byteLength(text)));
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

function rotate(folder: HeldFolder, name: string, files: number, room: number): void {
  // Another stage that only looks may have rotated it meanwhile.
  const size = folder.lstat(name)?.size ?? 0;
  if (size === 0 || size <= room) return;
  if (files === 1) {
    folder.remove(name);
    return;
  }
  for (let index = files - 1; index >= 1; index--) {
    const older = index === 1 ? name : `${name}.${index - 1}`;
    if (folder.lstat(older) !== undefined) folder.rename(older, `${name}.${index}`);
  }
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}
