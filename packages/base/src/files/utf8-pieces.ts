/** How many UTF-16 units a piece has. */
const pieceLength = 1 << 16;

/** A text as UTF-8 in pieces, without a second copy; each overwrites the one before it. */
export function* utf8Pieces(text: string): Generator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(Math.min(3 * text.length, 3 * (pieceLength + 1)));
  for (let start = 0; start < text.length;) {
    const end = Math.min(start + pieceLength, text.length);
    const cut = end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end; // a character stays whole
    yield buffer.subarray(0, buffer.write(text.slice(start, cut)));
    start = cut;
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
