import type { Finding } from './finding.js';

/** What `hare_setup doctor --json` prints; `doctorSchema` describes it. Secrets are masked. */
export interface DoctorReport {
  /** Changes when a reader of the earlier version could misread this one. */
  readonly schema: 'hare.doctor/1';
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly durationMs: number;
  /** The ConfStore, as given or recorded. */
  readonly config?: string;
  /** 1 when there is a problem; 129, 130 or 143 when interrupted. */
  readonly exitCode: number;
  /** Findings that are ignored count as such only. */
  readonly counts: Readonly<Record<Finding['outcome'] | 'ignored', number>>;
  readonly findings: readonly Finding[];
}

/** One line of `--format jsonl`. */
export type DoctorEvent =
  | {
      readonly schema: 'hare.doctor-event/1';
      readonly time: string;
      readonly event: 'finding';
      readonly finding: Finding;
    }
  | {
      readonly schema: 'hare.doctor-event/1';
      readonly time: string;
      readonly event: 'end';
      readonly report: DoctorReport;
    };

export interface ReportParts {
  readonly host: string;
  readonly time: Date;
  readonly durationMs: number;
  readonly config: string | undefined;
  readonly interruptedBy: number | undefined;
  readonly findings: readonly Finding[];
}

/** Counts what was found. Pure. */
export function doctorReport({
  host,
  time,
  durationMs,
  config,
  interruptedBy,
  findings,
}: ReportParts): DoctorReport {
  const count = (outcome: Finding['outcome']): number =>
    findings.filter((finding) => finding.outcome === outcome && finding.ignored !== true).length;
  const counts = {
    ok: count('ok'),
    change: count('change'),
    warning: count('warning'),
    problem: count('problem'),
    skipped: count('skipped'),
    ignored: findings.filter(({ ignored }) => ignored).length,
  };
  return {
    schema: 'hare.doctor/1',
    host,
    time: time.toISOString(),
    durationMs,
    ...(config === undefined ? {} : { config }),
    exitCode: interruptedBy ?? (counts.problem > 0 ? 1 : 0),
    counts,
    findings,
  };
}
