import { randomBytes } from 'node:crypto';
import { fchmodSync } from 'node:fs';
import path from 'node:path';
import { HareError, HeldFolder, removeTreeIn, lstatIfThere } from '@hare/base';
import { localPath } from '@hare/cli';
import type { StageContext } from '@hare/stage';
import type { BundleOptions } from './bundle-options.js';

/** Where the bundle of one run goes. */
export interface BundlePlace {
  readonly id: string;
  /** `DIR/hare` */
  readonly folder: string;
  /** `DIR/hare/hare_<id>.tar.gz` */
  readonly file: string;
}

/** @throws HareError `USAGE` for an id that is not a file name */
export function bundlePlace(
  context: Pick<StageContext, 'path'>,
  { id: given, target }: Pick<BundleOptions, 'id' | 'target'>,
  host: string,
): BundlePlace {
  const id = given ?? host;
  if (!/^[\w][\w.-]{0,199}$/.test(id))
    throw new HareError(
      'USAGE',
      `--bundle-id cannot be ${JSON.stringify(id)}, because it becomes part of a file name`,
      { hint: 'use letters, digits, . _ and -', exitCode: 2 },
    );
  const folder = path.join(
    target === undefined ? context.path('/tmp') : localPath(target, '--target'),
    'hare',
  );
  return { id, folder, file: path.join(folder, `hare_${id}.tar.gz`) };
}

/**
 * What is wrong with the folder: others must not have made it or be able to change it, since
 * everybody may write to /tmp. Undefined: nothing; `make`: it must be made or its mode corrected.
 * @throws HareError `BUNDLE_FOLDER`
 */
export async function bundleFolderState(folder: string): Promise<'ready' | 'make'> {
  const stats = await lstatIfThere(folder);
  if (stats === undefined) return 'make';
  if (stats.isSymbolicLink())
    throw refused(folder, 'the directory of the bundle is a symbolic link');
  if (!stats.isDirectory())
    throw refused(folder, 'the path of the bundle directory is not a directory');
  if (stats.uid !== process.geteuid?.())
    throw refused(
      folder,
      `the directory of the bundle belongs to user ${stats.uid}, not to this user`,
    );
  return (stats.mode & 0o7777) === 0o700 ? 'ready' : 'make';
}

export async function makeBundleFolder(folder: string): Promise<void> {
  await HeldFolder.make(folder, { mode: 0o700 }).closing((held) => {
    assertOurs(held);
    fchmodSync(held.fd, 0o700);
  });
}

/**
 * The place of a bundle: both folders are kept open, so that it is made in them even if they are
 * replaced meanwhile.
 */
export interface BundleWork {
  readonly folder: HeldFolder;
  /** For what is not ready yet. */
  readonly work: HeldFolder;
}

/**
 * A new folder for what is not ready yet; those of processes that are gone are removed. @throws
 * HareError `BUNDLE_FOLDER`
 */
export async function withBundleWork<T>(
  place: BundlePlace,
  make: (at: BundleWork) => Promise<T>,
): Promise<T> {
  const held = HeldFolder.make(place.folder, { mode: 0o700 });
  return held.closing(async (folder) => {
    assertOurs(folder);
    for (const name of folder.names())
      if (isAbandoned(name.toString())) await removeTreeIn(folder, name);
    const name = `.work.${process.pid}.${randomBytes(6).toString('hex')}`;
    try {
      return await folder
        .makeChild(name, { mode: 0o700 })
        .closing((work) => make({ folder, work }));
    } finally {
      await removeTreeIn(folder, name);
    }
  });
}

function assertOurs(folder: HeldFolder): void {
  const { uid } = folder.stats();
  if (uid !== process.geteuid?.())
    throw refused(
      folder.path,
      `the directory of the bundle belongs to user ${uid}, not to this user`,
    );
}

/** Work folders that killed runs left. */
function isAbandoned(name: string): boolean {
  return !isAlive(Number(/^\.work\.(\d+)\.[0-9a-f]{12}$/.exec(name)?.[1] ?? process.pid));
}

function refused(folder: string, what: string): HareError {
  return new HareError('BUNDLE_FOLDER', what, {
    where: { file: folder },
    hint: 'move it away, or use another directory: -t DIR',
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
