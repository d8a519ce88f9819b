import { problemToError, type ParsedCdf } from '@hare/cdf';
import { formatError } from '@hare/base';

/** What is doubtful in a CDF, each with its place, as text. */
export function warningsOf(cdf: ParsedCdf): string[] {
  return cdf.problems.map((problem) =>
    formatError(problemToError(problem, cdf.where(problem.path, problem.atName))),
  );
}
