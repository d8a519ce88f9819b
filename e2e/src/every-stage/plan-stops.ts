import { watchChanges, type BinEnd, type Stop } from '@hare/sandbox';

/** One whole run, and when it changed files. */
export interface WatchedRun {
  readonly end: BinEnd;
  readonly folder: string;
  /** Milliseconds after the start, one for each change. */
  readonly changesMs: readonly number[];
}

export interface PlannedStop {
  readonly stop: Stop;
  /** For the message of a test that fails. */
  readonly said: string;
}

/** Runs something and notes when files below a folder change. */
export async function watched(folder: string, run: () => Promise<BinEnd>): Promise<WatchedRun> {
  const changesMs: number[] = [];
  const begin = performance.now();
  const stopWatching = watchChanges(folder, () => changesMs.push(performance.now() - begin));
  try {
    return { end: await run(), folder, changesMs };
  } finally {
    stopWatching();
  }
}

/**
 * Random moments at which to stop another such run, spread over it: half of them at a change of a
 * file, half by time, from the first change to the end (before that only modules are loaded). Every
 * second one also reaches what the stage has started.
 */
export function planStops(
  { end, folder, changesMs }: WatchedRun,
  count: number,
  how: Omit<Stop, 'at'>,
): readonly PlannedStop[] {
  return Array.from({ length: count }, (_, index) => {
    const share = (index + Math.random()) / count;
    const first = changesMs[0] ?? 0;
    const atChange = 1 + Math.floor(share * changesMs.length);
    const afterMs = Math.round(first + share * (end.durationMs - first));
    const byChange = [0, 3].includes(index % 4) && changesMs.length > 0;
    const stop: Stop = {
      ...how,
      reach: index % 2 === 0 ? 'all' : 'alone',
      ...(how.reach === undefined ? {} : { reach: how.reach }),
      at: byChange ? { atChange, below: folder } : { afterMs },
    };
    return {
      stop,
      said: `${how.signal ?? 'SIGKILL'} to ${stop.reach ?? ''} ${byChange ? `at change ${atChange} of ${changesMs.length}` : `after ${afterMs} of ${Math.round(end.durationMs)} ms`}`,
    };
  });
}
