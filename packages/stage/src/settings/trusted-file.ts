import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { HareError } from '@hare/base';

/** What must be known of a file or folder to trust it. */
export interface Ownership {
  readonly uid: number;
  readonly mode: number;
}

export type LookAt = (file: string) => Ownership;

/** What is read as root and believed. */
const kinds = {
  settings: { code: 'SETTINGS_NOT_TRUSTED', what: 'root does not read settings from here' },
  state: { code: 'STATE_NOT_TRUSTED', what: 'root does not read state files from here' },
  plan: { code: 'PLAN_NOT_TRUSTED', what: 'this plan is not run' },
  receipt: { code: 'STATE_NOT_TRUSTED', what: 'this receipt is not believed' },
} as const;

/**
 * Refuses a file that a user other than root could have written, directly or by replacing it from
 * any folder above it. Links are followed, and both paths are checked. A folder with the sticky bit
 * (/tmp) does not count as writable: others cannot replace root's entries in it.
 * @throws HareError `SETTINGS_NOT_TRUSTED`, `STATE_NOT_TRUSTED`
 */
export function assertTrusted(
  file: string,
  lookAt: LookAt = lstatSync,
  kind: keyof typeof kinds = 'settings',
): void {
  const real = realpathSync.native(file);
  // A plan or a receipt is made by any user, for himself; what root reads is root's.
  const own = kind === 'plan' || kind === 'receipt' ? (process.geteuid?.() ?? 0) : 0;
  const isOwned = (uid: number): boolean => uid === 0 || uid === own;
  for (const entry of new Set([...withFolders(path.resolve(file)), ...withFolders(real)])) {
    const { uid, mode } = lookAt(entry);
    if ((mode & 0o170000) === 0o120000 && isOwned(uid)) continue;
    const sticky = (mode & 0o170000) === 0o040000 && (mode & 0o1000) !== 0;
    const fault = !isOwned(uid)
      ? `belongs to user ${uid}, not ${own === 0 ? 'root' : 'to you'}`
      : (mode & 0o022) !== 0 && !sticky
        ? `is writable by others (mode ${(mode & 0o7777).toString(8).padStart(4, '0')})`
        : undefined;
    if (fault === undefined) continue;
    const what =
      entry === real || entry === path.resolve(file) ? 'it' : `${entry}, a directory above it,`;
    throw new HareError(kinds[kind].code, `${kinds[kind].what}: ${what} ${fault}`, {
      where: { file },
      hint: !isOwned(uid) ? `chown root ${entry}` : `chmod go-w ${entry}`,
    });
  }
}

function withFolders(file: string): readonly string[] {
  const parent = path.dirname(file);
  return parent === file ? [file] : [...withFolders(parent), file];
}
