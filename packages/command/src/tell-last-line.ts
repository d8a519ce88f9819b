import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

const everyMs = 200;
/** A larger piece may end within a line, and so within a secret. */
const mostBytes = 16 * 1024;

/**
 * Reports, at most five times a second, the last line from one of the streams, complete or not.
 * Returns a function that stops it.
 */
export function tellLastLine(
  streams: readonly Readable[],
  tell: (line: string) => void,
): () => void {
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  const isDue = (): void => {
    timer = undefined;
    tell(last);
  };
  for (const stream of streams) {
    const decoder = new StringDecoder('utf8');
    let begun = '';
    stream.on('data', (chunk: Buffer) => {
      const lines = (begun + decoder.write(chunk)).split('\n');
      begun = (lines.at(-1) ?? '').slice(-mostBytes);
      if (chunk.length > mostBytes || begun.length === mostBytes) lines.pop();
      const line = lines.findLast((each) => each.trim() !== '');
      if (line === undefined) return;
      last = line.trim();
      timer ??= setTimeout(isDue, everyMs);
    });
  }
  return () => clearTimeout(timer);
}
