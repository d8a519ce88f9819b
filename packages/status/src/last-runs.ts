import type { JournalEntry } from '@hare/stage';

/** The last run of one stage. */
export interface LastRun {
  readonly stage: string;
  /** `killed`: it began, never ended, and its process is gone. */
  readonly state: 'ended' | 'running' | 'killed';
  /** When it began, ISO 8601, UTC. */
  readonly time: string;
  readonly pid: number;
  readonly durationMs: number | undefined;
  readonly outcome: string | undefined;
  readonly exitCode: number | undefined;
  readonly changed: readonly string[];
  readonly failed: readonly string[];
  /** A later start that was refused before its first step: it is not a result. */
  readonly refused?: { readonly time: string; readonly reason: string };
}

/**
 * The last result of every stage in the journal, whose records are oldest first. A run that found
 * no state folder has only the record of its end. A start that was refused replaces no result.
 */
export function lastRuns(
  journal: readonly JournalEntry[],
  isAlive: (pid: number) => boolean,
): ReadonlyMap<string, LastRun> {
  const runs = new Map<string, { readonly first: JournalEntry; end: JournalEntry | undefined }>();
  for (const entry of journal) {
    const run = runs.get(entry.run) ?? { first: entry, end: undefined };
    if (entry.event === 'ended') run.end = entry;
    runs.set(entry.run, run);
  }
  const last = new Map<string, LastRun>();
  for (const run of runs.values()) {
    const { stage } = run.first;
    const described = describeRun(run, isAlive);
    const before = last.get(stage);
    last.set(
      stage,
      before === undefined || !isRefused(run.end)
        ? described
        : { ...before, refused: { time: described.time, reason: described.failed.join('; ') } },
    );
  }
  return last;
}

/** Ended before its first step: another stage was running, or the settings were wrong. */
function isRefused(end: JournalEntry | undefined): boolean {
  return end?.error !== undefined && (end.steps ?? []).length === 0;
}

function describeRun(
  { first, end }: { readonly first: JournalEntry; readonly end: JournalEntry | undefined },
  isAlive: (pid: number) => boolean,
): LastRun {
  return {
    stage: first.stage,
    state: end !== undefined ? 'ended' : isAlive(first.pid) ? 'running' : 'killed',
    time:
      first === end
        ? new Date(Date.parse(end.time) - (end.durationMs ?? 0)).toISOString()
        : first.time,
    pid: first.pid,
    durationMs: end?.durationMs,
    outcome: end?.outcome,
    exitCode: end?.exitCode,
    changed: end?.changed ?? [],
    failed: [
      ...(end?.failed ?? []).map(({ step, reason }) => `${step}: ${reason}`),
      ...(end?.error === undefined ? [] : [end.error.what]),
    ],
  };
}
