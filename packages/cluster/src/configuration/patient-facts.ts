import { incompleteRequests, type Facts, type FactsSource } from '@hare/cdf';

export interface Patience {
  readonly timeoutMs: number;
  /** Time between two questions; default 5 s. */
  readonly intervalMs?: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Called before each wait with the hostnames that are still waited for. */
  readonly onWait?: (hostnames: readonly string[], remainingMs: number) => void;
}

/**
 * A source whose facts arrive while we wait (other nodes write theirs to the KV): asks again until
 * everything needed is known or the time is over, and then returns what is known.
 */
export function patientFacts(source: FactsSource, patience: Patience): FactsSource {
  return {
    ...source,
    async find(requests) {
      const end = patience.now() + patience.timeoutMs;
      let known: Facts = {};
      for (;;) {
        const open = incompleteRequests(requests, known);
        if (open.length > 0) known = { ...known, ...(await source.find(open)) };
        const missing = incompleteRequests(requests, known);
        const remainingMs = end - patience.now();
        if (missing.length === 0 || remainingMs <= 0) return known;
        patience.onWait?.(
          missing.map((request) => request.hostname),
          remainingMs,
        );
        await patience.sleep(Math.min(patience.intervalMs ?? 5000, remainingMs));
      }
    },
  };
}
