import type { ErrorCode } from '@hare/base';
import { formatBytes } from '@hare/devices';
import type { Finding } from '../finding.js';

/** A folder that stages write to, and how much they need there. */
export interface Place {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** What a file system says of the folder, or of the nearest one above it that exists. */
export interface Room {
  readonly freeBytes: number;
  /** Undefined where the file system makes them as needed. */
  readonly freeFiles: number | undefined;
  readonly writable: boolean;
}

/** Generated files of a large cluster, state, logs and temporary ones are far fewer. */
export const leastFiles = 1000;

/** Whether a folder has room for what the stages write there; a text says why that is not known. */
export function judgeSpace({ name, path, bytes }: Place, room: Room | string): Finding {
  const about = { check: 'space', subject: path } as const;
  const problem = (code: ErrorCode, text: string, hint: string): Finding => ({
    ...about,
    outcome: 'problem',
    code,
    text: `${name}: ${text}`,
    hint,
  });
  if (typeof room === 'string')
    return problem('SPACE_UNKNOWN', room, `check the directory: ls -ld ${path}; df ${path}`);
  const { freeBytes, freeFiles, writable } = room;
  if (!writable)
    return problem(
      'PLACE_NOT_WRITABLE',
      'not writable',
      `run as root, or remount it writable: findmnt -T ${path}`,
    );
  if (freeBytes < bytes)
    return problem(
      'SPACE_LOW',
      `${formatBytes(freeBytes)} free, but ${formatBytes(bytes)} needed`,
      `free space: df -h ${path}; du -xh --max-depth=1 ${path}`,
    );
  if (freeFiles !== undefined && freeFiles < leastFiles)
    return problem(
      'INODES_LOW',
      `${freeFiles} inodes free, but ${leastFiles} needed`,
      `remove files that you do not need: df -i ${path}; du -x --inodes --max-depth=1 ${path}`,
    );
  return {
    ...about,
    outcome: 'ok',
    text:
      `${name}: ${formatBytes(freeBytes)} ` +
      `free${freeFiles === undefined ? '' : `, ${freeFiles} inodes`}`,
  };
}
