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

/** The io of this process: its streams, environment and signals. */
export function processIo(): StageIo {
  const interruption = createInterruption();
  const names: readonly InterruptName[] = ['SIGINT', 'SIGTERM'];
  const handlers = names.map((name) => {
    const handler = (): void => {
      const again = interruption.name() !== undefined;
      interruption.interrupt(name);
      process.stderr.write(again ? 'interrupted again: stopped at once\n' : `interrupted by ${name}: no further step is begun; once more stops at once\n`);
      if (again) process.exit(interruptExitCodes[name]);
    };
    process.on(name, handler);
    return { name, handler };
  });
  const stray = (error: Error): void => interruption.fail(error);
  process.on('uncaughtException', stray);
  return {
    stdout: pipeOutput(process.stdout),
    stderr: pipeOutput(process.stderr),
    env: process.env,
    interruption,
    uid: process.geteuid?.() ?? 0,
    dispose: () => {
      process.off('uncaughtException', stray);
      for (const { name, handler } of handlers) process.off(name, handler);
    },
  };
}

const outputs = new WeakMap<NodeJS.WriteStream, Output>();

/** A stream as output. A reader that goes away (`| head`) does not stop a stage halfway: the rest of the output is dropped. */
function pipeOutput(stream: NodeJS.WriteStream): Output {
  const known = outputs.get(stream);
  if (known !== undefined) return known;
  let open = true;
  stream.on('error', () => {
    open = false;
  });
  const output: Output = {
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    write: (text) => open && stream.write(text),
  };
  outputs.set(stream, output);
  return output;
}

/** Ends this process once its output is written, also when something a step left open would keep it. */
export async function endProcess(exitCode: number): Promise<void> {
  process.exitCode = exitCode;
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => (stream.writable ? stream.write('', () => resolve()) : resolve()))));
  setTimeout(() => process.exit(), 500).unref();
}
