import type { ErrorCode } from '@hare/base';
/** One thing that the doctor looked at. */
export interface Finding {
  readonly check: CheckName;
  /** What it is about: a stage, a host name, a port, a folder. */
  readonly subject: string;
  /**
   * `change`: a stage would have something to do; `skipped`: it could not be looked at, or need not
   * be. Only a `problem` makes the exit code 1.
   */
  readonly outcome: 'ok' | 'change' | 'warning' | 'problem' | 'skipped';
  readonly text: string;
  /** Accepted by `--ignore` or by the setting doctor.ignore: it counts for nothing. */
  readonly ignored?: true;
  readonly code?: ErrorCode;
  /** A file with line, a key, a command: where it is. */
  readonly where?: string;
  /** What to do; every warning and problem has one. */
  readonly hint?: string;
  /** Single findings, or single checks of a stage. */
  readonly details?: readonly string[];
}

/** In the order in which they are made. */
export const checkNames = ['stages', 'clock', 'names', 'ports', 'space'] as const;

export type CheckName = (typeof checkNames)[number];
