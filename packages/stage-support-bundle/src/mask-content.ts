import type { Masker } from '@hare/cli/output';

const sliceLength = 1024 * 1024;

/**
 * Masks a text piece by piece, each a number of whole lines, so that long texts take no more memory
 * than short ones.
 */
export function maskLines(masker: Masker, text: string): string {
  if (text.length <= sliceLength) return masker.text(text);
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const lineEnd = text.lastIndexOf('\n', start + sliceLength);
    const end =
      start + sliceLength >= text.length
        ? text.length
        : lineEnd > start
          ? lineEnd + 1
          : nextLine(text, start + sliceLength);
    parts.push(masker.text(text.slice(start, end)));
    start = end;
  }
  return parts.join('');
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

/** True for content that is not text. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 64 * 1024).includes(0);
}

/**
 * Masks what is text in binary content, and keeps every other byte where it is: secrets are
 * overwritten, not replaced.
 */
export function maskBinary(masker: Masker, bytes: Buffer): Buffer {
  const raw = bytes.toString('latin1');
  if (masker.text(raw) === raw) return bytes;
  // Bytes from 0x80 on may be a letter of UTF-8.
  // oxlint-disable-next-line no-control-regex -- texts in memory end with bytes that no text has
  const masked = raw.replace(/[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]{4,}/g, (text) => {
    const safe = masker.text(text);
    return safe === text ? text : safe.padEnd(text.length, '*').slice(0, text.length);
  });
  return Buffer.from(masked, 'latin1');
}
