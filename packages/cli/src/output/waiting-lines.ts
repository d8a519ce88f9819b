import { formatDuration } from '../duration.js';
import type { Output } from './output.js';
import type { StatusLine } from './status-line.js';

/** Before this, whoever reads a pipe misses nothing. */
const firstMs = 10_000;
const againMs = 30_000;

/**
 * Where there is no terminal: a line now and then, while nothing else is printed, about what is
 * being done or waited for, since when and until when.
 */
export function createWaitingLines(output: Output, now: () => number): StatusLine {
  let current: { readonly text: string; readonly until: Date | undefined } | undefined;
  let since = now();
  let due = since + firstMs;
  const look = (): void => {
    if (current === undefined || now() < due) return;
    const { text, until } = current;
    output.write(
      `… ${text} (${formatDuration(now() - since)} elapsed${until === undefined ? '' : `, times out at ${until.toISOString().replace(/\.\d+Z$/, 'Z')}`})\n`,
    );
    due = now() + againMs;
  };
  const timer = setInterval(look, 1000);
  timer.unref();
  return {
    show: (text, until) => {
      current = { text, until };
      look();
    },
    clear: () => {
      current = undefined;
      since = now();
      due = since + firstMs;
    },
    stop: () => clearInterval(timer),
  };
}
