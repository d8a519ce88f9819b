import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders } from '@hare/confstore/atomic';
import { HareError } from '@hare/confstore/error';
import type { StageContext } from '@hare/stage';
import { lstatIfThere, removeTree } from '@hare/stage/owned';
import type { BundleOptions } from './bundle-options.js';

/** Where the bundle of one run goes. */
export interface BundlePlace {
  readonly id: string;
  /** `DIR/hare` */
  readonly folder: string;
  /** `DIR/hare/hare_<id>.tar.gz` */
  readonly file: string;
}

/** @throws HareError `USAGE` for an id that is no file name */
export function bundlePlace(context: Pick<StageContext, 'path'>, { id: given, target }: Pick<BundleOptions, 'id' | 'target'>, host: string): BundlePlace {
  const id = given ?? host;
  if (!/^[\w][\w.-]{0,199}$/.test(id)) throw new HareError('USAGE', `--bundle-id cannot be ${JSON.stringify(id)}: it becomes part of a file name`, { hint: 'use letters, digits, . _ and -', exitCode: 2 });
  const folder = path.join(target === undefined ? context.path('/tmp') : path.resolve(target), 'hare');
  return { id, folder, file: path.join(folder, `hare_${id}.tar.gz`) };
}

/**
 * What is wrong with the folder: others must not have made it or be able to change it, since everybody may write to /tmp. Undefined: nothing; `make`: it must be made or its mode corrected.
 * @throws HareError `BUNDLE_FOLDER`
 */
export async function bundleFolderState(folder: string): Promise<'ready' | 'make'> {
  const stats = await lstatIfThere(folder);
  if (stats === undefined) return 'make';
  const refuse = (what: string): HareError => new HareError('BUNDLE_FOLDER', what, { where: { file: folder }, hint: 'move it away, or name another folder: -t DIR' });
  if (stats.isSymbolicLink()) throw refuse('the folder of the bundle is a symbolic link');
  if (!stats.isDirectory()) throw refuse('where the folder of the bundle belongs is no folder');
  if (stats.uid !== process.geteuid?.()) throw refuse(`the folder of the bundle belongs to user ${stats.uid}, not to us`);
  return (stats.mode & 0o7777) === 0o700 ? 'ready' : 'make';
}

export async function makeBundleFolder(folder: string): Promise<void> {
  await makeFolders(path.dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  await bundleFolderState(folder);
  await chmod(folder, 0o700);
}

/** A new folder for what is not ready yet; those of processes that are gone are removed. */
export async function makeWorkFolder(folder: string): Promise<string> {
  for (const name of await abandonedWork(folder)) await removeTree(name);
  const work = path.join(folder, `.work.${process.pid}.${randomBytes(6).toString('hex')}`);
  await mkdir(work, { mode: 0o700 });
  return work;
}

/** Work folders that killed runs left. */
export async function abandonedWork(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !isAlive(Number(/^\.work\.(\d+)\.[0-9a-f]{12}$/.exec(name)?.[1] ?? process.pid))).map((name) => path.join(folder, name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
