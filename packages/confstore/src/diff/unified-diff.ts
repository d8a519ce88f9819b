import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk } from 'diff';

/** A line of both files, or one that only the first (`before`) or the second (`after`) has. */
export interface DiffLine {
  readonly kind: 'both' | 'before' | 'after';
  readonly text: string;
}

const contextLines = 3;

/** The lines as a unified diff of two names, in linear time, as what differs is known; empty when nothing does. */
export function unifiedDiff(beforeName: string, afterName: string, lines: readonly DiffLine[]): string {
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return '';
  return formatPatch({ oldFileName: beforeName, newFileName: afterName, oldHeader: undefined, newHeader: undefined, hunks }, FILE_HEADERS_ONLY);
}

function hunksOf(lines: readonly DiffLine[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  let [before, after, done] = [1, 1, 0];
  const pass = (line: DiffLine): void => {
    if (line.kind !== 'after') before += 1;
    if (line.kind !== 'before') after += 1;
  };
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.kind === 'both') continue;
    const start = Math.max(done, at - contextLines);
    const end = endOfHunk(lines, at);
    lines.slice(done, start).forEach(pass);
    const [oldStart, newStart] = [before, after];
    const inside = lines.slice(start, end);
    inside.forEach(pass);
    hunks.push({ oldStart, newStart, oldLines: before - oldStart, newLines: after - newStart, lines: inside.map(({ kind, text }) => signs[kind] + text) });
    [done, at] = [end, end];
  }
  return hunks;
}

/** Behind the context of the last difference that belongs to the same hunk. */
function endOfHunk(lines: readonly DiffLine[], first: number): number {
  let end = first + 1;
  for (let at = first + 1; at < lines.length && at - end < 2 * contextLines; at += 1) if (lines[at]?.kind !== 'both') end = at + 1;
  return Math.min(lines.length, end + contextLines);
}

const signs = { both: ' ', before: '-', after: '+' } as const;
