import { hostname, userInfo } from 'node:os';
import { usageError } from '@hare/cli';
import type { CommandArgument, CommandOption } from './command.js';

/** What the three commands of locks take. */
export const lockArguments: {
  readonly args: readonly CommandArgument[];
  readonly options: readonly CommandOption[];
} = {
  args: [{ name: 'domain', summary: 'the name of the lock (default "default")', required: false }],
  options: [{ flags: '-o, --owner <name>', summary: 'who holds the lock (default USER@HOST)' }],
};

export function defaultOwner(given: string | boolean | undefined): string {
  if (typeof given === 'string' && given !== '') return given;
  return `${userName()}@${hostname()}`;
}

/** The milliseconds of an option in seconds. @throws HareError `USAGE` */
export function secondsOf(
  given: string | boolean | undefined,
  name: string,
  otherwise: number,
): number {
  if (given === undefined) return otherwise * 1000;
  const seconds = Number(given);
  if (typeof given !== 'string' || given.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    throw usageError(`--${name} ${String(given)} is no number of seconds`, `write --${name} 60`);
  return Math.round(seconds * 1000);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'user');
  }
}
