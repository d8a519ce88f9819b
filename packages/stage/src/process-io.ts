import { createInterruption, interruptExitCodes, type Interruption, type InterruptName } from './interruption.js';
import type { Output } from './report/reporter.js';

/** What a stage run takes from its process, so that tests can give it something else. */
export interface StageIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interruption: Interruption;
  /** Effective user id; 0 is root. */
  readonly uid: number;
  /** Called when the run has ended. */
  dispose(): void;
}

/** The io of this process. A reader that closes the pipe early (`| head`) does not stop a stage halfway: the rest of the output is dropped. */
export function processIo(): StageIo {
  const interruption = createInterruption();
  const handlers = (['SIGINT', 'SIGTERM'] satisfies InterruptName[]).map((name) => {
    const handler = (): void => {
      const again = interruption.name() !== undefined;
      interruption.interrupt(name);
      process.stderr.write(again ? `interrupted again: stopped at once\n` : `interrupted by ${name}: no further step is begun; once more stops at once\n`);
      if (again) process.exit(interruptExitCodes[name]);
    };
    process.on(name, handler);
    return { name, handler };
  });
  return {
    stdout: pipeOutput(process.stdout),
    stderr: pipeOutput(process.stderr),
    env: process.env,
    interruption,
    uid: process.geteuid?.() ?? 0,
    dispose: () => {
      for (const { name, handler } of handlers) process.off(name, handler);
    },
  };
}

function pipeOutput(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
  return {
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    write: (text) => open && stream.write(text),
  };
}
