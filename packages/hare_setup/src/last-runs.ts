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

/** The last run of every stage in the journal, whose records are oldest first. */
export function lastRuns(journal: readonly JournalEntry[], isAlive: (pid: number) => boolean): ReadonlyMap<string, LastRun> {
  const started = new Map(journal.filter(({ event }) => event === 'started').map((entry) => [entry.stage, entry] as const));
  const ended = new Map(journal.filter(({ event }) => event === 'ended').map((entry) => [entry.run, entry] as const));
  return new Map(
    [...started].map(([stage, start]) => {
      const end = ended.get(start.run);
      return [
        stage,
        {
          stage,
          state: end !== undefined ? 'ended' : isAlive(start.pid) ? 'running' : 'killed',
          time: start.time,
          pid: start.pid,
          durationMs: end?.durationMs,
          outcome: end?.outcome,
          exitCode: end?.exitCode,
          changed: end?.changed ?? [],
          failed: [...(end?.failed ?? []).map(({ step, reason }) => `${step}: ${reason}`), ...(end?.error === undefined ? [] : [end.error.what])],
        } as const,
      ] as const;
    }),
  );
}
