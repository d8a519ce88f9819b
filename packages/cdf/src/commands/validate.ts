import { formatError, type Where } from '@hare/base';
import { formatPath, type Problem } from '@hare/base/schema';
import { clusterLine } from '@hare/drawing';
import { defineCommand, jsonText } from '@hare/cli';
import { cdfOperand } from '../cli/shared-options.js';
import { refuseInvalid, readCdf } from '../read-cdf.js';
import { isError, problemToError } from '../problem.js';
import { readInput } from '../read-input.js';
import { viewCluster } from '../view-cluster.js';

/** Checks a CDF and reports everything that is wrong with it. */
export const validateCommand = defineCommand({
  name: 'validate',
  summary: 'check a CDF: all problems with place and remedy',
  description:
    'Checks a CDF of either format and prints every problem with file:line:column, a code, and ' +
    'what to do.\n\nWarnings do not make a CDF invalid. hare-cdf explain CODE says more about ' +
    'a code.',
  operands: [cdfOperand],
  options: {
    json: { flag: '--json', description: 'print the findings as one JSON object' },
  },
  examples: [
    { line: 'hare-cdf validate cluster.yaml' },
    { line: 'hare-cdf validate --json cluster.yaml | jq .problems' },
  ],
  async run([file = ''], options, io) {
    const { text, name } = await readInput(file);
    const reading = await readCdf(text, name);
    const { model, format, problems } = reading;
    const where = (problem: Problem): Where => reading.where(problem.path, problem.atName);
    const errors = problems.filter(isError);
    if (options['json']) {
      const report = problems.map((problem) => ({
        severity: problem.severity,
        field: formatPath(problem.path),
        ...problemToError(problem, where(problem)).toJSON(),
      }));
      io.print(jsonText({ file: name, valid: errors.length === 0, format, problems: report }));
      return errors.length === 0 ? 0 : 1;
    }
    for (const problem of problems.filter((candidate) => !isError(candidate)))
      io.warn(`hare-cdf: warning: ${formatError(problemToError(problem, where(problem)))}\n`);
    refuseInvalid(reading, name);
    io.report(`${name}: valid CDF ${format}, ${clusterLine(viewCluster(model))}\n`);
    return 0;
  },
});
