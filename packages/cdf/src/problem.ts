import { HareError, type Where } from '@hare/base';
import { formatPath, type Problem } from '@hare/base/schema';

/** True for what makes a description invalid. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** One finding as an error with its place. */
export function problemToError(problem: Problem, where: Where): HareError {
  return new HareError(problem.code, problem.what, {
    where: Object.keys(where).length > 0 ? where : { key: formatPath(problem.path) },
    hint: problem.hint,
  });
}
