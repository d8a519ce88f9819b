import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Places, removeStateFile } from '@hare/stage';
import { restoredMark } from './state-files.js';

type Where = Pick<Places, 'stateDir'>;

/**
 * The mark that restore leaves with a configuration from elsewhere. Its presence counts, whatever
 * is in it.
 */
export function restoredMarkFile({ stateDir }: Where): string {
  return path.join(stateDir, restoredMark);
}

/**
 * Whether the configuration came from a backup that this machine did not make, and config has not
 * run since.
 */
export function isFromElsewhere(places: Where): boolean {
  return existsSync(restoredMarkFile(places));
}

/** The configuration is this machine's own again. */
export async function removeRestoredMark(places: Where): Promise<void> {
  await removeStateFile(restoredMarkFile(places));
}
