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
}

/**
 * The last run of every stage in the journal, whose records are oldest first. A run that found no
 * state folder has only the record of its end.
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
  return new Map(
    [...runs.values()].map((run) => [run.first.stage, describeRun(run, isAlive)] as const),
  );
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
