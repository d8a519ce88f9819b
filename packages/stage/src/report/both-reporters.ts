import type { Reporter } from './reporter.js';

/** Two reporters that are told the same. */
export function bothReporters(one: Reporter, other: Reporter): Reporter {
  const both = (tell: (reporter: Reporter) => void): void => {
    tell(one);
    tell(other);
  };
  return {
    checking: (step) => both((reporter) => reporter.checking(step)),
    stepStarted: (step) => both((reporter) => reporter.stepStarted(step)),
    stepEnded: (report) => both((reporter) => reporter.stepEnded(report)),
    progress: (text, until) => both((reporter) => reporter.progress(text, until)),
    line: (level, text) => both((reporter) => reporter.line(level, text)),
    end: (report) => both((reporter) => reporter.end(report)),
  };
}
