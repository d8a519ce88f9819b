import { createHash } from 'node:crypto';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { openRegularFile, readRegularFile } from '@hare/base';
import type { ConfigFiles } from './config-files.js';
import { listConfigFiles } from './config-file-names.js';

/** What writing a configuration's files into a folder changes there; of a committed one, its manifest. */
export interface WriteOutcome {
  /** Relative paths that are new or have new content. */
  readonly written: readonly string[];
  /** Relative paths of generated files that the configuration does not have. */
  readonly removed: readonly string[];
}

/** More than the files of the largest cluster take. */
export const maxConfigBytes = 1024 ** 3;

/** Compares a configuration's files with those in a folder. */
export async function compareConfigFiles(
  folder: string,
  files: ConfigFiles,
): Promise<WriteOutcome> {
  const written: string[] = [];
  for (const name of files.names) {
    const file = path.join(folder, name);
    const digest = await digestOf(file).catch(() => undefined);
    const isSame =
      digest !== undefined &&
      (digest === files.digests.get(name) || (await meansTheSame(file, name, files)));
    if (!isSame) written.push(name);
  }
  const removed = (await listConfigFiles(folder)).filter((name) => !files.names.includes(name));
  return { written, removed };
}

async function digestOf(file: string): Promise<string> {
  const { handle } = await openRegularFile(file, { follow: false });
  const hash = createHash('sha256');
  await pipeline(
    handle.createReadStream({ highWaterMark: 1024 * 1024, end: maxConfigBytes }),
    hash,
  );
  return hash.digest('hex');
}

/** Files that hctl generates again, with its own spacing, when it bootstraps with --mkfs. */
const remade = /^consul-(?:server|client)-conf\//;

async function meansTheSame(file: string, name: string, files: ConfigFiles): Promise<boolean> {
  if (!remade.test(name)) return false;
  try {
    const found: unknown = JSON.parse(
      String(await readRegularFile(file, { follow: false, maxBytes: maxConfigBytes })),
    );
    return isDeepStrictEqual(found, JSON.parse(files.texts([name]).get(name) ?? ''));
  } catch {
    return false;
  }
}
