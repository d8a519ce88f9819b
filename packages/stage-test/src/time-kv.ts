import type { MapStore } from '@hare/confstore';
import { summarizeTimes, type TimeSummary } from './summarize-times.js';

export interface TimeKvOptions {
  /** How many writes, and as many reads. */
  readonly operations: number;
  /** How many at once. */
  readonly concurrency: number;
  readonly valueBytes: number;
  /** True for a document: it is saved whole. */
  readonly oneWriter: boolean;
  /** The name of a key in the store. */
  readonly key: (index: number) => string;
  /** Throws when the stage was interrupted. */
  readonly checkInterrupted: () => void;
}

export interface KvTimes {
  readonly writes: TimeSummary;
  readonly reads: TimeSummary;
  readonly writesPerSecond: number;
  readonly readsPerSecond: number;
}

/**
 * Times writes and reads of keys of its own, and removes them, also when it fails. What is read is
 * what was written.
 */
export async function timeKv(store: MapStore, options: TimeKvOptions): Promise<KvTimes> {
  const value = 'x'.repeat(options.valueBytes);
  const write = createWriter(store, options.oneWriter);
  try {
    const writes = await timed(options, async (index) => write(options.key(index), value));
    const reads = await timed(options, async (index) => {
      if ((await store.get(options.key(index))) !== value)
        throw new Error(`${options.key(index)} differs from what was written`);
    });
    return {
      writes: writes.times,
      reads: reads.times,
      writesPerSecond: writes.perSecond,
      readsPerSecond: reads.perSecond,
    };
  } finally {
    for (let index = 0; index < options.operations; index++) await store.delete(options.key(index));
    await store.save();
  }
}

/**
 * A database has a value once it is set; a document once it is saved, and that one at a time: who
 * writes meanwhile waits, and that is part of the time.
 */
function createWriter(
  store: MapStore,
  oneWriter: boolean,
): (key: string, value: string) => Promise<void> {
  if (!oneWriter) return (key, value) => store.set(key, value);
  let last: Promise<void> = Promise.resolve();
  return (key, value) => {
    last = last.then(async () => {
      await store.set(key, value);
      await store.save();
    });
    return last;
  };
}

async function timed(
  { operations, concurrency, checkInterrupted }: TimeKvOptions,
  operation: (index: number) => Promise<void>,
): Promise<{ readonly times: TimeSummary; readonly perSecond: number }> {
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const work = async (): Promise<void> => {
    for (let index = next++; index < operations; index = next++) {
      checkInterrupted();
      const begun = performance.now();
      await operation(index);
      times.push(performance.now() - begun);
    }
  };
  // All have ended, even if one failed: nothing is written while the keys are removed.
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(concurrency, operations) }, work),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return {
    times: summarizeTimes(times),
    perSecond: Math.round((operations / (performance.now() - started)) * 1000),
  };
}
