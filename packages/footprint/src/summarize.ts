/** `1 key`, `12 keys` */
export function summarize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first lines of a list, and how many more there are. */
export function firstOf(lines: readonly string[], limit = 40): readonly string[] {
  return lines.length <= limit
    ? lines
    : [...lines.slice(0, limit), `… and ${lines.length - limit} more`];
}
