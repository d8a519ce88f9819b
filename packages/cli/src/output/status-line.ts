import { formatDuration } from '../duration.js';
import type { Output } from './output.js';
import { createWaitingLines } from './waiting-lines.js';

/**
 * One line at the end of a terminal's output that says what is going on and for how long, and goes
 * when anything else is printed.
 */
export interface StatusLine {
  show(text: string, until?: Date): void;
  /** Takes the line away; the next `show` brings it back. */
  clear(): void;
  stop(): void;
}

/** A status line; in a pipe or file a whole line now and then. */
export function createStatusLine(output: Output, now: () => number): StatusLine {
  if (output.isTTY !== true) return createWaitingLines(output, now);
  let current:
    | { readonly text: string; readonly since: number; readonly until: number | undefined }
    | undefined;
  let visible = false;
  const clear = (): void => {
    if (visible) output.write('\r\u001b[2K');
    visible = false;
  };
  const draw = (): void => {
    if (current === undefined) return;
    const elapsed = formatDuration(now() - current.since);
    const limit =
      current.until === undefined
        ? ''
        : `, at most ${formatDuration(Math.max(0, current.until - now()))} more`;
    clear();
    output.write(
      `… ${current.text} (${elapsed}${limit})`.slice(0, Math.max(20, columnsOf(output) - 1)),
    );
    visible = true;
  };
  const timer = setInterval(draw, 1000);
  timer.unref();
  return {
    show: (text, until) => {
      current = {
        text,
        since: current?.text === text ? current.since : now(),
        until: until?.getTime(),
      };
      draw();
    },
    clear: () => {
      clear();
      current = undefined;
    },
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** A terminal whose size was never set reports 0. */
function columnsOf({ columns = 0 }: Output): number {
  return columns === 0 ? 80 : columns;
}
