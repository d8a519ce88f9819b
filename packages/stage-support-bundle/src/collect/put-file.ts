import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { isHareError, lstatIfThere, openEntry, type TreeEntry } from '@hare/base';
import { leaveOut, type Bundle } from '../bundle.js';
import { isBinary, maskBinary } from '../mask-content.js';

const chunkBytes = 1024 * 1024;

/**
 * Puts a regular file into the bundle, secrets masked, whole or not at all. What is not there is
 * not missed; links are not followed.
 */
export async function putFile(bundle: Bundle, name: string, file: string): Promise<void> {
  const stats = await lstatIfThere(file);
  if (stats !== undefined)
    await putEntry(bundle, name, {
      path: file,
      top: path.dirname(file),
      names: [Buffer.from(path.basename(file))],
      stats,
    });
}

/**
 * The same for a file found by walking a tree: no link on its path is followed, and a file with
 * several hard links is left out.
 */
export async function putEntry(
  bundle: Bundle,
  name: string,
  entry: Pick<TreeEntry, 'path' | 'top' | 'names' | 'stats'>,
): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await openEntry(entry);
  } catch (error) {
    if (isHareError(error)) return leaveOut(bundle, entry.path, error.message);
    throw error;
  }
  try {
    await putStream(
      bundle,
      { name, source: entry.path, mtime: entry.stats.mtime },
      chunksOf(handle),
    );
  } finally {
    await handle.close();
  }
}

/** How content goes into the bundle. */
export interface StreamOptions {
  readonly name: string;
  readonly source: string;
  readonly mtime: Date;
  /** Room that is left to what comes later. */
  readonly keepFreeBytes?: number;
  /** The content must be read to its end even if it does not fit. */
  readonly drain?: boolean;
}

/** Puts content that comes in chunks into the bundle, secrets masked, whole or not at all. */
export async function putStream(
  bundle: Bundle,
  { name, source, mtime, keepFreeBytes = 0, drain = false }: StreamOptions,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  const { archive, masker } = bundle;
  const member = archive.begin(name, mtime);
  let fits = member !== undefined;
  for await (const piece of maskablePieces(chunks)) {
    if (!fits && !drain) break;
    if (member === undefined || !fits) continue;
    fits =
      archive.freeBytes > keepFreeBytes &&
      (await archive.add(
        member,
        isBinary(piece)
          ? maskBinary(masker, piece)
          : Buffer.from(masker.text(piece.toString('utf8'))),
        'end',
      ));
  }
  if (fits) bundle.entries.push({ name, source: masker.text(source) });
  else {
    if (member !== undefined) archive.drop(member);
    leaveOut(bundle, source, 'the archive would be too large');
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  const { size } = await file.stat();
  for (let offset = 0; offset < size;) {
    const chunk = Buffer.alloc(Math.min(chunkBytes, size - offset));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, offset);
    if (bytesRead === 0) return;
    offset += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/**
 * Pieces of about 1 MiB that end at a line's end or at a zero byte, so that no secret is cut in
 * two.
 */
async function* maskablePieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    if (rest.length < chunkBytes) continue;
    const end = Math.max(rest.lastIndexOf(0x0a), rest.lastIndexOf(0)) + 1;
    // Content without any such byte in four chunks is cut anywhere.
    if (end === 0 && rest.length < 4 * chunkBytes) continue;
    const at = end === 0 ? rest.length : end;
    yield rest.subarray(0, at);
    rest = Buffer.from(rest.subarray(at));
  }
  if (rest.length > 0) yield rest;
}
