import { type Output, createStatusLine } from '@hare/cli/output';
import type { Reporter } from '../report/reporter.js';

/**
 * Shows on a terminal which check is running, and nothing else: for commands that look at many
 * stages at once. `end` removes the line.
 */
export function createLookReporter(terminal: Output, now: () => number): Reporter {
  const status = createStatusLine(terminal, now);
  return {
    checking: ({ title }) => status.show(`checking: ${title}`),
    stepStarted: () => undefined,
    stepEnded: () => undefined,
    progress: (text, until) => status.show(text, until),
    line: () => undefined,
    question: () => undefined,
    defect: () => undefined,
    end: () => status.stop(),
  };
}
