import { type ClusterState, haxRuns } from './cluster-state.js';
import { statusOf } from './status-of.js';
import type { Failures } from './failures.js';

/**
 * What `hctl status` answers to each of its forms from a moment on, in milliseconds since 1970, with
 * `@timestamp@` and `@date@` for its time. `bin/hctl` looks for each on a line of its own.
 */
export type ReadyAnswers = { readonly since: number } & Readonly<Record<string, number | string>>;

const noFailures: Failures = { has: () => false, text: () => undefined, number: () => undefined };

/** Of a cluster whose hax runs, while no failure is switched on and nothing is left of another. */
export function readyAnswers(state: ClusterState): ReadyAnswers | undefined {
  if (!haxRuns(state)) return undefined;
  const nowMs = state.readyAtMs;
  const answer = (devices: boolean, indent: number): string =>
    JSON.stringify(statusOf(state, [], noFailures, { devices, nowMs }), undefined, indent)
      .replace(`"timestamp": ${nowMs / 1000}`, '"timestamp": @timestamp@')
      .replace(new Date(nowMs).toISOString(), '@date@');
  return {
    since: nowMs,
    status: answer(false, 4),
    'status -d': answer(true, 4),
    'status --json': answer(false, 2),
    'status --json -d': answer(true, 2),
  };
}
