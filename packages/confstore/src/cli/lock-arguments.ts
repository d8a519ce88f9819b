import { hostname, userInfo } from 'node:os';
import { usageError } from '@hare/cli';
import type { Operand } from '@hare/cli/table';

/** What the three commands of locks take. */
export const lockOperands: readonly Operand[] = [
  { name: 'DOMAIN', description: 'the name of the lock (default "default")', optional: true },
];

export const ownerOption = {
  flag: '--owner',
  aliases: ['-o'],
  value: 'NAME',
  verbatim: true,
  description: 'owner of the lock (default USER@HOST)',
} as const;

export function defaultOwner(given: string | undefined): string {
  if (given !== undefined && given !== '') return given;
  return `${userName()}@${hostname()}`;
}

/** The milliseconds of an option in seconds. @throws HareError `USAGE` */
export function secondsOf(given: string | undefined, name: string, otherwise: number): number {
  if (given === undefined) return otherwise * 1000;
  const seconds = Number(given);
  if (given.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    throw usageError(`--${name} ${given} is not a number of seconds`, `write --${name} 60`);
  return Math.round(seconds * 1000);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'user');
  }
}
