import { stat } from 'node:fs';

let timer: NodeJS.Timeout | undefined;

/**
 * Asks for a file once a second for as long as this process runs. Before version 2.41, glibc can
 * lose the signal that wakes one of the threads which read and write for Node (sourceware bug
 * 25847); without another one the process would wait for its file for ever. Keeps no process
 * running.
 */
export function keepThreadsAwake(): void {
  timer ??= setInterval(() => {
    stat('/', () => undefined);
  }, 1000).unref();
}
