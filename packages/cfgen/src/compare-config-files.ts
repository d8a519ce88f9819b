import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readRegularFile, utf8Pieces } from '@hare/base';
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
    const old = await readRegularFile(path.join(folder, name), {
      follow: false,
      maxBytes: maxConfigBytes,
    }).catch(() => undefined);
    if (old === undefined || !isSameConfigFile(name, old, text)) written.push(name);
  }
  return { written, removed: (await listConfigFiles(folder)).filter((name) => !files.has(name)) };
}

/** Files that hctl makes anew, spaced in its own way, when it bootstraps with --mkfs. */
const remade = /^consul-(?:server|client)-conf\//;

/** Whether a file is right: to the byte, or by meaning where hctl makes it anew. */
function isSameConfigFile(name: string, found: Buffer, wanted: string): boolean {
  return (
    holds(found, wanted) ||
    (remade.test(name) && isDeepStrictEqual(parse(found.toString()), JSON.parse(wanted)))
  );
}

/** Compared in pieces, without a second copy of the text. */
function holds(found: Buffer, text: string): boolean {
  let at = 0;
  for (const piece of utf8Pieces(text)) {
    if (!piece.equals(found.subarray(at, at + piece.length))) return false;
    at += piece.length;
  }
  return at === found.length;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
