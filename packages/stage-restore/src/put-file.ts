import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { temporaryOf, HeldFolder } from '@hare/base';

/**
 * Puts a file in its place, complete at any moment, below the descriptor of its folder: it stays
 * inside even if something is renamed meanwhile. The owner of an existing file is kept. Its bytes
 * may come piece by piece.
 */
export async function putFile(
  place: string,
  mode: number,
  body: AsyncIterable<Buffer>,
): Promise<void> {
  await HeldFolder.make(path.dirname(place)).closing(async (held) => {
    const name = path.basename(place);
    const there = held.lstat(name);
    const temporary = path.basename(temporaryOf(place));
    try {
      const descriptor = held.openFile(
        temporary,
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
      );
      try {
        for await (const chunk of body)
          for (let at = 0; at < chunk.length;) at += writeSync(descriptor, chunk, at);
        if (there?.isFile() === true) fchownSync(descriptor, there.uid, there.gid);
        fchmodSync(descriptor, mode);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(held.at(temporary), held.at(name));
      held.sync();
    } catch (error) {
      held.remove(temporary);
      throw error;
    }
  });
}

/** Bytes that are in memory, as one piece. */
export async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
