import { escapeText } from '@hare/base';
import { onInterruption } from '../interruption.js';
import { keepStreams, write } from '../streams.js';
import { type Ask, terminalAsk } from './ask.js';
import type { Output } from './output.js';
import { createInterruption, type Interruption } from './stop-signals.js';
import { terminalColumns } from './terminal-columns.js';

/** What a stage run takes from its process, so that tests can give it something else. */
export interface ProcessIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interruption: Interruption;
  /** Absent without a terminal to answer from. */
  readonly ask?: Ask | undefined;
  /** Effective user id; 0 is root. */
  readonly uid: number;
  /** Called when the run has ended. */
  dispose(): void;
}

/**
 * The io of this process: its streams, environment and signals. A reader that goes away (`| head`)
 * does not stop a stage halfway.
 */
export function processIo(): ProcessIo {
  keepStreams();
  const interruption = createInterruption();
  const restore = onInterruption({
    first: (name) => interruption.interrupt(name),
    second: (name) => interruption.interrupt(name),
    promise: 'no further step will start',
  });
  const stray = (error: Error): void => interruption.fail(error);
  process.on('uncaughtException', stray);
  return {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    env: process.env,
    interruption,
    ask: terminalAsk(interruption.signal),
    uid: process.geteuid?.() ?? 0,
    dispose: () => {
      process.off('uncaughtException', stray);
      restore();
    },
  };
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return terminalColumns(stream);
    },
    // Even text that was not escaped by mistake can do no more than set colours.
    write: (text) => write(stream, escapeText(text, 'terminal')),
  };
}
