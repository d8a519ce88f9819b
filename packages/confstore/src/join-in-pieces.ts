/**
 * How long the texts are that are joined at once, in UTF-16 units: so little that they are gone
 * before the nursery of the heap is full.
 */
const pieceLength = 1 << 13;

/**
 * What `[...texts].join(separator)` is, of very many texts, which are never all in memory beside
 * it.
 */
export function joinInPieces(texts: Iterable<string>, separator: string): string {
  const pieces: string[] = [];
  let piece: string[] = [];
  let length = 0;
  for (const text of texts) {
    piece.push(text);
    length += text.length;
    if (length < pieceLength) continue;
    pieces.push(piece.join(separator));
    piece = [];
    length = 0;
  }
  if (piece.length > 0) pieces.push(piece.join(separator));
  return pieces.join(separator);
}
