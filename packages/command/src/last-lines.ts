/**
 * The last lines of what a program printed, secrets masked before anything is cut, and each at most
 * 500 characters: what an error quotes.
 */
export function lastLines(text: string, count: number, mask: (text: string) => string): string {
  const end =
    text.length <= 64 * 1024
      ? text
      : text.slice(text.indexOf('\n', text.length - 64 * 1024) + 1).slice(-128 * 1024);
  const lines = mask(end)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return lines
    .slice(-count)
    .map((line) => (line.length > 500 ? `${line.slice(0, 500)}…` : line))
    .join('\n');
}
