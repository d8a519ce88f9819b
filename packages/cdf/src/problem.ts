import { HareError, type Where } from '@hare/base';
import { formatPath, type Path } from './path.js';

/** One finding about a cluster description, by its place in the CDF or in the ConfStore. */
export interface Problem {
  /** Stable, upper snake case; `hare-cdf explain CODE` says what it means. */
  readonly code: string;
  /** Warnings do not make a description invalid. */
  readonly severity: 'error' | 'warning';
  /** The names and positions that lead to the value: `['nodes', 0, 'hostname']`. */
  readonly path: Path;
  /** The finding is about the name itself (an unknown field), not about its value. */
  readonly atName?: boolean | undefined;
  /** What is wrong with the actual value. */
  readonly what: string;
  readonly hint?: string | undefined;
}

/** True for what makes a description invalid. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** The findings as one error, each a problem of its own with its place. */
export function problemsToError(
  code: string,
  what: string,
  problems: readonly Problem[],
  where: (problem: Problem) => Where,
): HareError {
  return new HareError(code, what, {
    problems: problems.map((problem) => problemToError(problem, where(problem))),
  });
}

/** One finding as an error with its place. */
export function problemToError(problem: Problem, where: Where): HareError {
  return new HareError(problem.code, problem.what, {
    where: Object.keys(where).length > 0 ? where : { key: formatPath(problem.path) },
    hint: problem.hint,
  });
}
