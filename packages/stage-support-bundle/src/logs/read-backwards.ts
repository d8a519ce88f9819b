import type { FileHandle } from 'node:fs/promises';

/** Replaces a line that is too long to keep in memory. */
export const longLine = '[line of more than 1 MiB omitted]\n';

const blockBytes = 1024 * 1024;
const lineEnd = 0x0a;

/**
 * The bytes of a file in blocks of whole lines, at most 1 MiB each, the last block first. A last
 * line that has no end yet is a line.
 */
export async function* readBackwards(
  file: FileHandle,
  sizeBytes: number,
): AsyncGenerator<Buffer, void> {
  for (let end = sizeBytes; end > 0;) {
    const start = Math.max(0, end - blockBytes);
    const block = await readAt(file, start, end - start);
    const from = start === 0 ? 0 : block.indexOf(lineEnd) + 1;
    if (from < block.length && (from > 0 || start === 0)) {
      yield block.subarray(from);
      end = start + from;
    } else {
      yield Buffer.from(longLine);
      end = await lineStartBefore(file, start);
    }
  }
}

/** Where the line begins that goes on at an offset. */
async function lineStartBefore(file: FileHandle, offset: number): Promise<number> {
  for (let end = offset; end > 0; end = Math.max(0, end - blockBytes)) {
    const start = Math.max(0, end - blockBytes);
    const found = (await readAt(file, start, end - start)).lastIndexOf(lineEnd);
    if (found !== -1) return start + found + 1;
  }
  return 0;
}

/** Bytes at an offset; fewer where the file was cut meanwhile. */
async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  return bytes.subarray(0, bytesRead);
}
