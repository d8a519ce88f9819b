import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk } from 'diff';

/** A line of both files, or one that only the first (`before`) or the second (`after`) has. */
export interface DiffLine {
  readonly kind: 'both' | 'before' | 'after';
  readonly text: string;
}

const contextLines = 3;

/**
 * The lines as a unified diff of two names, in linear time, as what differs is known; empty when
 * nothing does.
 */
export function unifiedDiff(
  beforeName: string,
  afterName: string,
  lines: Iterable<DiffLine>,
): string {
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return '';
  return formatPatch(
    {
      oldFileName: beforeName,
      newFileName: afterName,
      oldHeader: undefined,
      newHeader: undefined,
      hunks,
    },
    FILE_HEADERS_ONLY,
  );
}

/**
 * The hunks of the lines; lines that are in none of them are forgotten as soon as they are passed.
 */
function hunksOf(lines: Iterable<DiffLine>): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  let [before, after] = [1, 1];
  let recent: string[] = [];
  let open: StructuredPatchHunk | undefined;
  let unchanged = 0;
  for (const { kind, text } of lines) {
    if (kind === 'both') {
      recent.push(signs.both + text);
      unchanged += 1;
      if (open === undefined) recent = recent.slice(-contextLines);
      else if (unchanged === 2 * contextLines) {
        hunks.push(closed(open, recent.slice(0, contextLines)));
        open = undefined;
        recent = recent.slice(-contextLines);
      }
    } else {
      open ??= {
        oldStart: before - recent.length,
        newStart: after - recent.length,
        oldLines: 0,
        newLines: 0,
        lines: [],
      };
      for (const each of recent) open.lines.push(each);
      open.lines.push(signs[kind] + text);
      [recent, unchanged] = [[], 0];
    }
    if (kind !== 'after') before += 1;
    if (kind !== 'before') after += 1;
  }
  if (open !== undefined) hunks.push(closed(open, recent.slice(0, contextLines)));
  return hunks;
}

/** The hunk with the context behind it, and its numbers of lines. */
function closed(hunk: StructuredPatchHunk, context: readonly string[]): StructuredPatchHunk {
  const lines = [...hunk.lines, ...context];
  const count = (sign: string): number => lines.filter((line) => !line.startsWith(sign)).length;
  return { ...hunk, lines, oldLines: count(signs.after), newLines: count(signs.before) };
}

const signs = { both: ' ', before: '-', after: '+' } as const;
