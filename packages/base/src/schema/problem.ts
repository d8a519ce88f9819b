import type { ErrorCode } from '../errors/error-code.js';

/** The names and positions that lead to a value of a document. */
export type Path = readonly (string | number)[];

/** A path as CDF users write it, `nodes[0].io_disks`; empty for the document itself. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, segment) =>
      typeof segment === 'number'
        ? `${text}[${segment}]`
        : text === ''
          ? segment
          : `${text}.${segment}`,
    '',
  );
}

/** One finding about a document, by its place in it. */
export interface Problem {
  /** Stable, upper snake case. */
  readonly code: ErrorCode;
  /** Warnings do not make a document invalid. */
  readonly severity: 'error' | 'warning';
  /** The names and positions that lead to the value: `['nodes', 0, 'hostname']`. */
  readonly path: Path;
  /** The finding is about the name itself (an unknown field), not about its value. */
  readonly atName?: boolean | undefined;
  /** What is wrong with the actual value. */
  readonly what: string;
  readonly hint?: string | undefined;
}
