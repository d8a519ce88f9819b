import { createStatusLine, type ProcessIo } from '@hare/cli/output';
import type { StatusReport } from '@hare/status';

const pollMs = 2000;

/** Looks until the cluster runs, the time is over or a signal comes. */
export async function waitUntilRunning(
  look: () => Promise<StatusReport>,
  { stderr, interruption: { signal } }: Pick<ProcessIo, 'stderr' | 'interruption'>,
  waitMs: number,
): Promise<StatusReport> {
  const begin = performance.now();
  const until = new Date(Date.now() + waitMs);
  const line = createStatusLine(stderr, () => Date.now());
  try {
    for (;;) {
      const report = await look();
      const leftMs = waitMs - (performance.now() - begin);
      if (report.state === 'running' || leftMs <= 0 || signal.aborted) return report;
      line.show(`waiting for the cluster: ${report.state}, ${report.about}`, until);
      await delay(Math.min(pollMs, leftMs), signal);
    }
  } finally {
    line.stop();
  }
}

/** Ends early when the signal comes. */
async function delay(ms: number, signal: AbortSignal): Promise<void> {
  const { setTimeout: sleep } = await import('node:timers/promises');
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
