import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { listDir } from './list-dir.js';

const pauseMs = 200;

/** Calls `onChange` after each change at and below an entry, found by looking at file times. */
export async function watchDir(
  root: string,
  names: readonly string[],
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let before = await signature(root, names);
  while (await pause(signal)) {
    const now = await signature(root, names);
    if (now !== before) await onChange();
    before = now;
  }
}

/** False when the signal aborts. */
async function pause(signal: AbortSignal): Promise<boolean> {
  return sleep(pauseMs, true, { signal }).catch(() => false);
}

/** A text that is another one when a file came, went or was written. */
async function signature(root: string, names: readonly string[]): Promise<string> {
  const files = await listDir(root, names);
  const states = await Promise.all(
    files.map(async ({ file }) => stat(file, { bigint: true }).catch(() => undefined)),
  );
  return files
    .map(
      ({ path }, at) =>
        `${path.join('/')}\0${states[at]?.ino}\0${states[at]?.mtimeNs}\0${states[at]?.size}`,
    )
    .join('\n');
}
