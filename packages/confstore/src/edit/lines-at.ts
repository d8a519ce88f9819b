/**
 * New lines (each with its line end) as they are inserted at an offset: behind a last line without
 * a line end, one comes before them and none after.
 */
export function linesAt(text: string, offset: number, lines: string, lineEnd: string): string {
  const before = text.charCodeAt(offset - 1);
  if (offset === 0 || before === 10 || before === 13) return lines;
  return lineEnd + (lines.endsWith(lineEnd) ? lines.slice(0, -lineEnd.length) : lines);
}
