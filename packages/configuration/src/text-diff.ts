import { createTwoFilesPatch } from 'diff';

/** A unified diff of two texts of one file; empty when they are equal. */
export function textDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  return createTwoFilesPatch(file, file, before, after, 'now', 'planned', { context: 2 }).replace(
    /^(Index: .*\n)?=+\n/,
    '',
  );
}
