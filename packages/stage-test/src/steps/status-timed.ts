import type { Step } from '@hare/stage';
import { overLimit } from '../over-limit.js';
import { figuresOf, summarizeTimes } from '../summarize-times.js';
import type { TestSession } from '../test-session.js';

/** How long `hctl status --json` takes. */
export function statusTimed({
  cluster,
  context,
  settings,
}: Pick<TestSession, 'cluster' | 'context' | 'settings'>): Step {
  return {
    id: 'status-time',
    title: 'Measure the time of hctl status',
    after: ['promises'],
    check: async () => {
      const [hctl, { status_repeats: repeats, max_status_ms: maxMs }] = [
        await cluster.hctl(),
        await settings(),
      ];
      const times: number[] = [];
      while (times.length < repeats) {
        context.progress(`hctl status ${times.length + 1} of ${repeats}`);
        const started = performance.now();
        await hctl.statusJson();
        times.push(performance.now() - started);
      }
      const summary = summarizeTimes(times);
      return (
        overLimit([{ what: 'hctl status', times: summary, maxMs, setting: 'max_status_ms' }]) ?? {
          ok: true,
          figures: { statusCalls: repeats, ...figuresOf('status', summary) },
        }
      );
    },
  };
}
