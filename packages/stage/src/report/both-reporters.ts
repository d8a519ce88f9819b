import type { Reporter } from './reporter.js';

/** Two reporters that are told the same. */
export function bothReporters(one: Reporter, other: Reporter): Reporter {
  const both =
    <K extends keyof Reporter>(name: K): Reporter[K] =>
    (...told: never[]) => {
      (one[name] as (...args: never[]) => void)(...told);
      (other[name] as (...args: never[]) => void)(...told);
    };
  return { checking: both('checking'), stepStarted: both('stepStarted'), stepEnded: both('stepEnded'), progress: both('progress'), line: both('line'), end: both('end') };
}
