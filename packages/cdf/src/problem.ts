import { type ErrorCode, HareError, type Where } from '@hare/base';
import { formatPath, type Problem } from '@hare/base/schema';

/** True for what makes a description invalid. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** The findings as one error, each a problem of its own with its place. */
export function problemsToError(
  code: ErrorCode,
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
