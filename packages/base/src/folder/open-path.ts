import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { HareError, isHareError } from '../errors/error.js';
import { assertProc, belowDescriptor, isNodeError, namingPath } from './proc-descriptor.js';

/** How a file or a folder is made; folders above one that are not there get 0755. */
export interface NewEntry {
  /** Whatever the umask is, and whatever a file had before. */
  readonly mode: number;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

export interface OpenPathOptions {
  readonly make?: NewEntry | undefined;
  /** The folder itself may be a link too, under the conditions for links above it. */
  readonly followLast?: boolean;
}

/**
 * O_PATH of Linux, which Node does not name: to pass through a folder one need not be allowed to
 * read it.
 */
const pass = 0o10000000 | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const use = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const maxLinks = 40;
const maxTries = 1000;

/**
 * Opens a folder, each part of its path below the descriptor of the part before; undefined if it
 * does not exist (and `make` is not set). The folder itself is never a link. A link above it is
 * followed only if no one but root or this user can have created it: it belongs to one of them,
 * only they can replace it in its folder, and it is older than this process, so that no race is
 * followed.
 * @throws HareError `PLACE_IS_LINK`, `PLACE_IS_NO_FOLDER`, `PROC_MISSING`
 */
export function openPath(
  folder: string,
  { make, followLast = false }: OpenPathOptions = {},
): number | undefined {
  assertProc();
  const pending = partsOf(path.resolve(folder));
  let links = 0;
  /** Whether the descriptor is only good for passing through, as after a link to /. */
  let passing = false;
  let shown = '/';
  let at = openSync('/', pending.length === 0 ? use : pass);
  try {
    for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
      const isLast = pending.length === 0;
      const here = path.join(shown, name);
      const next = openPart(at, name, here, { isLast, make, follow: followLast || !isLast });
      if (next === undefined) return closing(at);
      if (typeof next === 'number') {
        closeSync(at);
        at = next;
        shown = here;
        passing = false;
        continue;
      }
      passing = true;
      links += 1;
      if (links > maxLinks)
        throw new HareError('PLACE_IS_LINK', 'too many symbolic links', {
          where: { file: folder },
          hint: `check the links: namei -l ${folder}`,
        });
      pending.unshift(...partsOf(next.target));
      if (!path.isAbsolute(next.target)) continue;
      const top = openSync('/', pass);
      closeSync(at);
      at = top;
      shown = '/';
    }
    if (!passing) return at;
    const opened = openSync(belowDescriptor(at, '.'), use);
    closeSync(at);
    return opened;
  } catch (error) {
    closing(at);
    throw namingPath(error, folder);
  }
}

/** Opens a folder in an open one; undefined if it does not exist (and is not to be created). */
export function openChild(
  at: number,
  name: string | Buffer,
  shown: string,
  make?: NewEntry,
): number | undefined {
  const found = openPart(at, name, shown, { isLast: true, make, follow: false });
  return typeof found === 'object' ? undefined : found;
}

interface PartOptions {
  readonly isLast: boolean;
  readonly follow: boolean;
  readonly make: NewEntry | undefined;
}

/** The descriptor of a part of a path, or where it points: a link that may be followed. */
function openPart(
  at: number,
  name: string | Buffer,
  shown: string,
  { isLast, follow, make }: PartOptions,
): number | { readonly target: string } | undefined {
  const place = belowDescriptor(at, name);
  // Who swaps folder and link all the time may be met as a folder by one call and as a link by the
  // next.
  for (let tries = 1; ; tries++) {
    try {
      return openSync(place, isLast ? use : pass);
    } catch (error) {
      if (isNodeError(error, 'ENOENT')) {
        if (make === undefined) return undefined;
        const made = makePart(at, name, isLast ? make : { mode: 0o755 });
        if (made !== undefined) return made;
      } else if (!isNodeError(error, 'ENOTDIR', 'ELOOP')) throw namingPath(error, shown);
      else {
        const stats = lstatSync(place, { throwIfNoEntry: false });
        if (stats?.isSymbolicLink() === true) {
          if (!follow)
            throw linkError(
              shown,
              'this directory is a symbolic link; links are not followed when files are ' +
                'removed or replaced',
            );
          const target = targetOf(at, place, stats, shown);
          if (target !== undefined) return { target };
        } else if (stats !== undefined && !stats.isDirectory()) {
          throw new HareError(
            'PLACE_IS_NO_FOLDER',
            'a file is where a directory is needed (ENOTDIR)',
            { where: { file: shown }, hint: `move it away, then retry: ls -l ${shown}` },
          );
        }
      }
      if (tries >= maxTries)
        throw new HareError('PLACE_CHANGES', 'another process keeps replacing this directory', {
          where: { file: shown },
          hint: 'stop that process, then retry',
        });
    }
  }
}

/** What `open` opens; undefined for a link or file in a folder's place, or changing things. */
export function ifFolder<T>(open: () => T, changes?: 'or changes'): T | undefined {
  const refusals = ['PLACE_IS_LINK', 'PLACE_IS_NO_FOLDER', ...(changes ? ['PLACE_CHANGES'] : [])];
  try {
    return open();
  } catch (error) {
    if (isHareError(error) && refusals.includes(error.code)) return undefined;
    throw error;
  }
}

/** Creates a folder and opens it; undefined if something exists there by now. */
function makePart(
  at: number,
  name: string | Buffer,
  { mode, uid, gid }: NewEntry,
): number | undefined {
  const place = belowDescriptor(at, name);
  try {
    // Killed right here, a folder of ours has its mode already; one of another owner is closed so far.
    mkdirSync(place, uid === undefined ? mode : 0o700);
  } catch (error) {
    if (isNodeError(error, 'EEXIST')) return undefined;
    throw error;
  }
  const made = openSync(place, use);
  try {
    if (fstatSync(made).uid !== process.geteuid?.())
      throw new HareError('PLACE_CHANGES', 'another process replaced this new directory', {
        where: { file: name.toString() },
        hint: 'stop that process, then retry',
      });
    if (uid !== undefined && gid !== undefined) fchownSync(made, uid, gid);
    fchmodSync(made, mode);
    syncDescriptor(at);
    return made;
  } catch (error) {
    closeSync(made);
    throw error;
  }
}

/** Makes renames and removals in a folder durable, even if open only to pass through. */
export function syncDescriptor(at: number): void {
  const fd = openSync(belowDescriptor(at, '.'), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Undefined when the link was replaced meanwhile. */
function targetOf(
  at: number,
  place: string | Buffer,
  link: Stats,
  shown: string,
): string | undefined {
  const fault = faultOfLink(link, fstatSync(at));
  if (fault !== undefined)
    throw linkError(shown, `a part of the path is a symbolic link that is not followed: ${fault}`);
  let target: string;
  try {
    target = readlinkSync(place, 'utf8');
  } catch (error) {
    if (isNodeError(error, 'ENOENT', 'EINVAL')) return undefined;
    throw error;
  }
  const again = lstatSync(place, { throwIfNoEntry: false });
  return again?.ino === link.ino && again.dev === link.dev && again.ctimeMs === link.ctimeMs
    ? target
    : undefined;
}

/** Why a link on the way is not followed. */
export function faultOfLink(
  link: Pick<Stats, 'uid' | 'ctimeMs'>,
  folder: Pick<Stats, 'uid' | 'mode'>,
  startedMs: number = performance.timeOrigin,
): string | undefined {
  const trusted = new Set([0, process.geteuid?.()]);
  if (!trusted.has(link.uid)) return `it belongs to user ${link.uid}`;
  if (!trusted.has(folder.uid)) return `its directory belongs to user ${folder.uid}`;
  if ((folder.mode & 0o022) !== 0 && (folder.mode & 0o1000) === 0) return 'others can replace it';
  if (link.ctimeMs >= startedMs) return 'it was created or moved after this program started';
  return undefined;
}

function linkError(file: string, what: string): HareError {
  return new HareError('PLACE_IS_LINK', what, {
    where: { file },
    hint:
      'set varDir, stateDir or logDir to the real directory, or replace the link with a ' +
      'directory',
  });
}

function partsOf(file: string): string[] {
  return file.split(path.sep).filter((part) => part !== '' && part !== '.');
}

function closing(fd: number): undefined {
  closeSync(fd);
}
