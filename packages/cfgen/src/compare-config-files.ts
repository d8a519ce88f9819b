import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isHareError, openRegularFile, readRegularFile, utf8Pieces } from '@hare/base';
import { listConfigFiles } from './list-config-files.js';

/** What writing a configuration's files into a folder changes there. */
export interface WriteOutcome {
  /** Relative paths that are new or have new content. */
  readonly written: readonly string[];
  /** Relative paths of generated files that the configuration does not have. */
  readonly removed: readonly string[];
}

/** More than the files of the largest cluster take. */
export const maxConfigBytes = 1024 ** 3;

/** Compares a configuration's files, relative path → text, with those in a folder. */
export async function compareConfigFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<WriteOutcome> {
  const written: string[] = [];
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    const isSame = (await holdsText(file, text)) || (remade.test(name) && (await says(file, text)));
    if (!isSame) written.push(name);
  }
  return { written, removed: (await listConfigFiles(folder)).filter((name) => !files.has(name)) };
}

/** Files that hctl makes anew, spaced in its own way, when it bootstraps with --mkfs. */
const remade = /^consul-(?:server|client)-conf\//;

/** Whether a file is there and holds this text, compared in pieces. */
async function holdsText(file: string, text: string): Promise<boolean> {
  const opened = await openRegularFile(file, { follow: false }).catch(unlessDefect);
  if (opened === undefined) return false;
  const { handle, stats } = opened;
  try {
    if (stats.size !== Buffer.byteLength(text)) return false;
    let found = Buffer.alloc(0);
    for (const piece of utf8Pieces(text)) {
      if (found.length < piece.length) found = Buffer.allocUnsafe(piece.length);
      const { bytesRead } = await handle.read(found, 0, piece.length, null);
      if (bytesRead !== piece.length || !piece.equals(found.subarray(0, bytesRead))) return false;
    }
    return true;
  } finally {
    await handle.close();
  }
}

/** Whether a file says the same in another form. */
async function says(file: string, text: string): Promise<boolean> {
  const options = { follow: false, maxBytes: maxConfigBytes };
  const found = await readRegularFile(file, options).catch(unlessDefect);
  return found !== undefined && isDeepStrictEqual(parse(found.toString()), JSON.parse(text));
}

/** What is no readable file is written again. */
function unlessDefect(error: unknown): undefined {
  if (!isHareError(error) && (error as NodeJS.ErrnoException).code === undefined) throw error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
