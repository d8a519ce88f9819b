import { isAscii, isUtf8 } from 'node:buffer';
import { HareError } from '@hare/base';
import { maximumBytes } from '../formats/document-format.js';
import { errorAt, type Source } from '../formats/source.js';

/** The text of a document, and how to make of such a text the bytes of its file. */
export interface DecodedDocument {
  readonly text: string;
  readonly encode: (text: string) => string | Buffer;
}

/**
 * Decodes a document of at most 256 MiB: strict UTF-8, a byte order mark stays outside the text;
 * where the format allows it, anything else is ISO-8859-1.
 * @throws HareError `TOO_LARGE`, `NOT_UTF8` with the place of the first bad byte.
 */
export function decodeDocument(
  bytes: Buffer,
  source: Source,
  allowsLatin1: boolean,
): DecodedDocument {
  checkSize(bytes.length, source);
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8');
    if (!text.startsWith('\ufeff')) return { text, encode: (changed) => changed };
    return { text: text.slice(1), encode: (changed) => `\ufeff${changed}` };
  }
  if (allowsLatin1)
    return { text: bytes.toString('latin1'), encode: (changed) => latin1Of(changed, source) };
  const good = validBeginning(bytes);
  const bad = bytes[Buffer.byteLength(good)] ?? 0;
  const what = `the byte 0x${bad.toString(16).padStart(2, '0')} is not UTF-8`;
  throw errorAt('NOT_UTF8', what, good, good.length, source, 'save the file in UTF-8');
}

/** @throws HareError `EDIT_NOT_SAFE` for bytes that would be read as UTF-8, and so as other text. */
function latin1Of(text: string, source: Source): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  if (!isUtf8(bytes) || isAscii(bytes)) return bytes;
  const what = 'without this value, the file would no longer be read as ISO-8859-1';
  throw errorAt('EDIT_NOT_SAFE', what, text, 0, source, 'save the file in UTF-8 first');
}

/** @throws HareError `TOO_LARGE` */
export function checkSize(sizeBytes: number, { file, url }: Source): void {
  if (sizeBytes <= maximumBytes) return;
  const what = `the document has ${sizeBytes} bytes, more than ${maximumBytes} (256 MiB)`;
  const where = file === undefined ? { url } : { file, line: 1, column: 1 };
  throw new HareError('TOO_LARGE', what, { where, hint: 'split it' });
}

/** The text before the first byte that is not UTF-8: by halves, then by characters. */
function validBeginning(bytes: Buffer): string {
  let good = 0;
  for (let step = bytes.length; step > 0; step = Math.floor(step / 2)) {
    let end = Math.min(bytes.length, good + step);
    // Back to the start of a character.
    while (end > good && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    if (isUtf8(bytes.subarray(good, end))) good = end;
  }
  for (let size = 1; size <= 4; size++) {
    if (!isUtf8(bytes.subarray(good, good + size))) continue;
    good += size;
    size = 0;
  }
  return bytes.toString('utf8', 0, good);
}
