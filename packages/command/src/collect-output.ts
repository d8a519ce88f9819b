import type { Readable } from 'node:stream';

/**
 * The output of one stream so far. What is not kept is read and dropped, so that the writer never
 * blocks.
 */
export interface CollectedOutput {
  text(): string;
  truncated(): boolean;
}

/**
 * Reads a stream as it comes, and keeps all of it up to a limit; beyond it `onExcess` is called,
 * once.
 */
export function collectWhole(
  stream: Readable,
  maxBytes: number,
  onExcess: () => void,
): CollectedOutput {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    const before = size;
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else if (before <= maxBytes) {
      chunks.push(chunk.subarray(0, maxBytes - before));
      onExcess();
    }
  });
  ignoreBreaks(stream);
  return { text: () => Buffer.concat(chunks).toString('utf8'), truncated: () => size > maxBytes };
}

/**
 * Reads a stream as it comes, and keeps its beginning and its end, each of at most half the limit:
 * whole lines where it has lines.
 */
export function collectEnds(stream: Readable, maxBytes: number): CollectedOutput {
  const half = Math.floor(maxBytes / 2);
  const first: Buffer[] = [];
  let last: Buffer[] = [];
  let firstBytes = 0;
  let lastBytes = 0;
  let dropped = 0;
  stream.on('data', (chunk: Buffer) => {
    const head = chunk.subarray(0, half - firstBytes);
    if (head.length > 0) first.push(head);
    firstBytes += head.length;
    if (head.length === chunk.length) return;
    last.push(chunk.subarray(head.length));
    lastBytes += chunk.length - head.length;
    if (lastBytes <= 2 * half) return;
    const kept = Buffer.concat(last).subarray(-half);
    dropped += lastBytes - kept.length;
    last = [kept];
    lastBytes = kept.length;
  });
  ignoreBreaks(stream);
  const text = (): string => {
    const [begin, end] = [Buffer.concat(first), Buffer.concat(last)];
    const rest = end.subarray(-half);
    if (rest.length === end.length && dropped === 0)
      return Buffer.concat([begin, end]).toString('utf8');
    const [head, tail] = [
      begin.subarray(0, begin.lastIndexOf('\n') + 1 || begin.length),
      rest.subarray(rest.indexOf('\n') + 1),
    ];
    const left = firstBytes + lastBytes + dropped - head.length - tail.length;
    const before = head.toString('utf8').replace(/\n?$/, '\n');
    return `${before}… ${left} bytes omitted …\n${tail.toString('utf8')}`;
  };
  return { text, truncated: () => dropped > 0 || lastBytes > half };
}

/** A stream that breaks has ended: what came before is the output. */
function ignoreBreaks(stream: Readable): void {
  stream.on('error', () => undefined);
}
