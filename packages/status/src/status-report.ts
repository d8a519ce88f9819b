import { formatFinding } from '@hare/cluster';
import type { LastRun } from './last-runs.js';
import type { Condition } from './condition.js';
import type { MachineFacts, Unreadable } from './machine-facts.js';

/** What `hare_setup status --json` prints; `statusSchema` describes it. */
export interface StatusReport {
  /** Changes when a reader of the earlier version could misread this one. */
  readonly schema: 'hare.status/1';
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly state: Condition['state'];
  readonly about: string;
  /** A command that works when typed; absent: nothing is left to do. */
  readonly next?: string;
  readonly cluster?: {
    readonly file: string;
    readonly nodes: number;
    /** Those that are started. */
    readonly services?: number;
    readonly devices?: number;
    /** When the devices were formatted; ISO 8601, UTC. */
    readonly formatted?: string;
  };
  readonly config?: { readonly url: string; readonly cdf: string; readonly kv?: string };
  /** How the running cluster differs from its description. */
  readonly findings: readonly { readonly severity: 'failure' | 'warning'; readonly text: string }[];
  /** Every stage with its last result. */
  readonly stages: readonly (
    LastRun | { readonly stage: string; readonly state: 'never' | 'unknown' }
  )[];
  /** What this user may not read, or what cannot be understood. */
  readonly unreadable: readonly Omit<Unreadable, 'isForbidden'>[];
}

/** Puts facts and judgement together. Pure. */
export function statusReport(
  facts: MachineFacts,
  condition: Condition,
  { now, stages }: { readonly now: Date; readonly stages: readonly string[] },
): StatusReport {
  const { runs, recorded, cluster, live, mkfs, unreadable } = facts;
  const isRunning = live?.kind === 'running';
  return {
    schema: 'hare.status/1',
    time: now.toISOString(),
    state: condition.state,
    about: condition.about,
    ...(condition.next === undefined ? {} : { next: condition.next }),
    ...(cluster === undefined
      ? {}
      : {
          cluster: {
            ...cluster,
            ...(isRunning ? { services: live.services } : {}),
            ...(isRunning && live.devices !== undefined ? { devices: live.devices } : {}),
            ...(mkfs === undefined || mkfs.state === 'started' ? {} : { formatted: mkfs.time }),
          },
        }),
    ...(recorded === undefined
      ? {}
      : {
          config: {
            url: recorded.url,
            cdf: recorded.cdf,
            ...(recorded.kv === undefined ? {} : { kv: recorded.kv }),
          },
        }),
    findings: isRunning
      ? live.findings.map((finding) => ({
          severity: finding.severity,
          text: formatFinding(finding),
        }))
      : [],
    stages: stages.map(
      (stage) => runs?.get(stage) ?? { stage, state: runs === undefined ? 'unknown' : 'never' },
    ),
    unreadable: [
      ...unreadable.map(({ isForbidden: _, ...rest }) => rest),
      ...(live?.kind === 'unknown' ? [{ what: 'hctl', reason: live.reason }] : []),
    ],
  };
}
