import type { Readable } from 'node:stream';

/** The output of one stream so far, cut at a limit; what comes after it is read and dropped, so that the writer never blocks. */
export interface CollectedOutput {
  text(): string;
  truncated(): boolean;
}

/** Reads a stream as it comes, keeping at most `maxBytes`. */
export function collectOutput(stream: Readable, maxBytes: number): CollectedOutput {
  const chunks: Buffer[] = [];
  let size = 0;
  let dropped = false;
  stream.on('data', (chunk: Buffer) => {
    const room = maxBytes - size;
    if (chunk.length > room) dropped = true;
    if (room <= 0) return;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    chunks.push(kept);
    size += kept.length;
  });
  // A stream that breaks has ended: what came before is the output.
  stream.on('error', () => undefined);
  return { text: () => Buffer.concat(chunks).toString('utf8'), truncated: () => dropped };
}
