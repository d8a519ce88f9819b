import { isUtf8 } from 'node:buffer';
import { HareError } from '@hare/base';
import { maximumBytes } from '../formats/document-format.js';
import { errorAt, type Source } from '../formats/source.js';

/**
 * Checks that a document's bytes are a text: strict UTF-8 without a BOM, at most 256 MiB.
 * @throws HareError `TOO_LARGE`, `BOM`, `NOT_UTF8` with the place of the first bad byte.
 */
export function checkDocument(bytes: Buffer, source: Source): void {
  checkSize(bytes.length, source);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    throw errorAt(
      'BOM',
      'the file starts with a byte order mark',
      '',
      0,
      source,
      'save it as UTF-8 without BOM',
    );
  if (isUtf8(bytes)) return;
  const good = validBeginning(bytes);
  const bad = bytes[Buffer.byteLength(good)] ?? 0;
  throw errorAt(
    'NOT_UTF8',
    `the byte 0x${bad.toString(16).padStart(2, '0')} is not UTF-8`,
    good,
    good.length,
    source,
    'save the file in UTF-8',
  );
}

/** @throws HareError `TOO_LARGE` */
export function checkSize(sizeBytes: number, source: Source): void {
  if (sizeBytes <= maximumBytes) return;
  const where =
    source.file === undefined ? { url: source.url } : { file: source.file, line: 1, column: 1 };
  throw new HareError(
    'TOO_LARGE',
    `the document has ${sizeBytes} bytes, more than ${maximumBytes} (256 MiB)`,
    { where, hint: 'split it' },
  );
}

/** The text before the first byte that is not UTF-8. */
function validBeginning(bytes: Buffer): string {
  let low = 0;
  let high = bytes.length;
  while (high - low > 4) {
    const middle = characterStart(bytes, low + ((high - low) >> 1));
    if (middle > low && isUtf8(bytes.subarray(low, middle))) low = middle;
    else if (middle > low) high = middle;
    else break;
  }
  for (let end = low + 1; end <= Math.min(low + 8, bytes.length); end++)
    if (isUtf8(bytes.subarray(0, end))) low = end;
  return bytes.toString('utf8', 0, low);
}

/** The start of the character that a byte belongs to. */
function characterStart(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && start > at - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
