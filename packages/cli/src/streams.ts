import { closeSync, fstatSync, openSync } from 'node:fs';
import { fitted } from './output/fitted.js';
import { terminalColumns } from './output/terminal-columns.js';

/**
 * Why output of this process was lost, by stream; a stream that broke once is given nothing any
 * more.
 */
const broken = new Map<NodeJS.WriteStream, NodeJS.ErrnoException>();
const gone = new AbortController();
let kept = false;
let isExtra = false;

/**
 * Makes this process independent of its output, for good: a closed pipe, a full disk and a closed
 * terminal do not end it; output that cannot be written is dropped. The first thing that a bin
 * does.
 */
export function keepStreams(): void {
  if (kept) return;
  kept = true;
  process.on('exit', letGoOfTerminals);
  for (const stream of [opened(1, () => process.stdout), opened(2, () => process.stderr)]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!broken.has(stream)) broken.set(stream, error);
      if (stream === process.stdout) gone.abort();
    });
  }
}

/**
 * A terminal that disappears right now cannot be opened; its stream is then discarded.
 */
function opened(descriptor: number, open: () => NodeJS.WriteStream): NodeJS.WriteStream {
  try {
    return open();
  } catch {
    redirect(descriptor);
    return open();
  }
}

/**
 * Writes to a stream unless it broke: output with a hole in its middle would read as if it were
 * whole.
 */
export function write(stream: NodeJS.WriteStream, text: string): void {
  if (!broken.has(stream)) stream.write(text);
}

/** Writes a text for people: on a terminal no wider than it, with continued lines `further` in. */
export function writeFitted(stream: NodeJS.WriteStream, text: string, further?: number): void {
  const { isTTY } = stream;
  write(stream, fitted(text, { isTTY, columns: terminalColumns(stream) }, further));
}

/** Aborted when stdout cannot be written any more: what runs only to print ends then. */
export const outputGone: AbortSignal = gone.signal;

/** What is printed only reports what was done: losing it changes no exit code. */
export function outputIsExtra(): void {
  isExtra = true;
}

/** Waits until stdout takes more, or nothing any more. */
export async function drained(): Promise<void> {
  const { stdout } = process;
  if (broken.has(stdout) || !stdout.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stdout.off('drain', end);
      gone.signal.removeEventListener('abort', end);
      resolve();
    };
    stdout.once('drain', end);
    gone.signal.addEventListener('abort', end, { once: true });
  });
}

/**
 * Waits until all output is written or lost; why stdout was lost, unless its reader went away,
 * which is the reader's choice.
 */
export async function lostOutput(): Promise<NodeJS.ErrnoException | undefined> {
  await Promise.all([process.stdout, process.stderr].map(flushed));
  const error = isExtra ? undefined : broken.get(process.stdout);
  return error?.code === 'EPIPE' ? undefined : error;
}

/**
 * The exit code of a command that only prints: a success whose output is lost is none, and says so
 * in one line.
 */
export async function printedExitCode(name: string, exitCode: number): Promise<number> {
  const lost = await lostOutput();
  if (lost === undefined) return exitCode;
  write(process.stderr, `${name}: cannot write the output: ${describe(lost)}\n`);
  return exitCode === 0 ? 1 : exitCode;
}

/** Prints what needed nothing to be loaded: the whole of a call for help. */
export async function printAnswer(name: string, text: string): Promise<void> {
  keepStreams();
  write(process.stdout, text);
  process.exitCode = await printedExitCode(name, 0);
}

/**
 * Ends this process once its output is written, also when something that was left open would keep
 * it.
 */
export async function endProcess(exitCode: number): Promise<void> {
  process.exitCode = exitCode;
  await Promise.all([process.stdout, process.stderr].map(flushed));
  setTimeout(() => process.exit(), 500).unref();
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (broken.has(stream) || !stream.writable) return Promise.resolve();
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file size limit is reached',
  EIO: 'input/output error, or the terminal was closed',
  EBADF: 'it is not open for writing',
};

function describe({ code = '', message }: NodeJS.ErrnoException): string {
  const meaning = meanings[code];
  return meaning === undefined ? message : `${meaning} (${code})`;
}

/**
 * Node sets the terminals of its descriptors 0 to 2 back when it exits, and aborts when one is
 * gone. None of ours is in a mode to be set back.
 */
function letGoOfTerminals(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      if (fstatSync(descriptor).isCharacterDevice()) redirect(descriptor);
    } catch {
      // It was not open.
    }
  }
}

/** To /dev/null: what is opened next gets the lowest free number, the one that was closed. */
function redirect(descriptor: number): void {
  closeSync(descriptor);
  openSync('/dev/null', 'r+');
}
