import { escapeText } from '../text/escape.js';
import type { ErrorCode } from './error-code.js';

/**
 * Where something is wrong: a place in a file, a key behind a URL, a command that was run, or
 * several of these.
 */
export interface Where {
  readonly file?: string | undefined;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** Counted from 1, in UTF-16 units. */
  readonly column?: number | undefined;
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly exitCode?: number | undefined;
}

export interface HareErrorOptions {
  readonly where?: Where | undefined;
  /** What to do about it, ending in a command when there is one. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** Several findings reported as one error, each with its own code, place and hint. */
  readonly problems?: readonly HareError[] | undefined;
  /** 2 for wrong usage of a command, else 1. */
  readonly exitCode?: 1 | 2 | undefined;
}

/**
 * An expected failure: what is wrong with the actual value, where, and what to do. Printed without
 * a stack.
 */
export class HareError extends Error {
  override readonly name = 'HareError';
  /** Stable, upper snake case, listed in the error table: `CONFSTORE_FILE_MISSING`. */
  readonly code: ErrorCode;
  readonly where: Where;
  readonly hint: string | undefined;
  readonly problems: readonly HareError[];
  readonly exitCode: 1 | 2;

  constructor(code: ErrorCode, what: string, options: HareErrorOptions = {}) {
    super(what, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.where = options.where ?? {};
    this.hint = options.hint;
    this.problems = options.problems ?? [];
    this.exitCode = options.exitCode ?? 1;
  }

  /** The error as plain data, for `--json` reports. */
  toJSON(): ErrorReport {
    return {
      code: this.code,
      what: this.message,
      ...(Object.keys(this.where).length === 0 ? {} : { where: this.where }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.problems.length === 0
        ? {}
        : { problems: this.problems.map((problem) => problem.toJSON()) }),
    };
  }
}

export interface ErrorReport {
  readonly code: ErrorCode;
  readonly what: string;
  readonly where?: Where;
  readonly hint?: string;
  readonly problems?: readonly ErrorReport[];
}

/** True for a HareError of this or of another copy of this package. */
export function isHareError(error: unknown): error is HareError {
  return (
    error instanceof Error && error.name === 'HareError' && 'code' in error && 'problems' in error
  );
}

/**
 * The place on one line, escaped: `cluster.yaml:3:7`, `json:///a.json key a>b`, `hctl status (exit
 * 1)`; empty when nothing is known.
 */
export function formatWhere(where: Where): string {
  const parts: string[] = [];
  if (where.file !== undefined)
    parts.push(
      [where.file, where.line, where.column].filter((part) => part !== undefined).join(':'),
    );
  // The URL of the file itself says nothing more.
  if (where.url?.endsWith(where.file ?? '\n') === false) parts.push(where.url);
  if (where.key !== undefined) parts.push(`key ${where.key}`);
  if (where.command !== undefined) {
    const exit = where.exitCode === undefined ? '' : ` (exit ${where.exitCode})`;
    parts.push(
      where.command
        .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word)))
        .join(' ') + exit,
    );
  }
  return escapeText(parts.join(', '), 'line');
}

/**
 * The error as a person reads it, escaped: what, where, hint, then each of its problems indented;
 * no stack. Further lines of one text are indented too: none passes for a line of ours.
 */
export function formatError(error: HareError, indent = ''): string {
  const where = formatWhere(error.where);
  const text = (raw: string): string => escapeText(raw).replaceAll('\n', `\n${indent}  `);
  const lines = [
    `${indent}${where === '' ? '' : `${where}: `}${text(error.message)} [${error.code}]`,
  ];
  for (const problem of error.problems) lines.push(formatError(problem, `${indent}  `));
  if (error.hint !== undefined) lines.push(`${indent}  hint: ${text(error.hint)}`);
  return lines.join('\n');
}
