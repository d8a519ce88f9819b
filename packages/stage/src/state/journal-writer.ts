import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Places } from '../places.js';
import type { StageReport } from '../report/stage-report.js';
import { appendJournal, type JournalEntry } from './journal.js';

export interface JournalWriterOptions {
  readonly places: Pick<Places, 'stateDir'>;
  readonly stage: string;
  /** Dry runs leave no trace in the journal. */
  readonly enabled: boolean;
  /** A journal that cannot be written does not fail a stage. */
  readonly onProblem: (error: Error) => void;
}

export interface JournalWriter {
  started(): Promise<void>;
  ended(report: StageReport): Promise<void>;
}

/**
 * Writes the two records of one stage run. The first is skipped while there is no state folder: the
 * steps create it.
 */
export function createJournalWriter({
  places,
  stage,
  enabled,
  onProblem,
}: JournalWriterOptions): JournalWriter {
  const run = randomUUID();
  const append = async (
    entry: Omit<JournalEntry, 'version' | 'run' | 'stage' | 'time' | 'host' | 'pid'>,
  ): Promise<void> => {
    try {
      await appendJournal(places, {
        version: 1,
        run,
        stage,
        time: new Date().toISOString(),
        host: hostname(),
        pid: process.pid,
        ...entry,
      });
    } catch (error) {
      onProblem(error as Error);
    }
  };
  return {
    started: async () => {
      if (enabled && existsSync(places.stateDir)) await append({ event: 'started' });
    },
    ended: async ({ outcome, exitCode, durationMs, steps, error }) => {
      if (!enabled) return;
      const failed = steps.flatMap((step) =>
        step.outcome === 'failed'
          ? [
              {
                step: step.id,
                ...(step.code === undefined ? {} : { code: step.code }),
                reason: step.reason ?? '',
              },
            ]
          : [],
      );
      const figures = steps.flatMap((step) =>
        step.figures === undefined ? [] : [[step.id, step.figures] as const],
      );
      await append({
        event: 'ended',
        outcome,
        exitCode,
        durationMs,
        steps: steps.map(({ id, outcome: how, durationMs: ms }) => ({ id, outcome: how, ms })),
        changed: steps.filter((step) => step.outcome === 'changed').map(({ id }) => id),
        ...(figures.length === 0 ? {} : { figures: Object.fromEntries(figures) }),
        ...(failed.length === 0 ? {} : { failed }),
        ...(error === undefined ? {} : { error: { code: error.code, what: error.what } }),
      });
    },
  };
}
