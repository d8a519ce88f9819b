import { diffTexts } from './diff-texts.js';

/** A line of both files, or one that only the first (`before`) or the second (`after`) has. */
export interface DiffLine {
  readonly kind: 'both' | 'before' | 'after';
  readonly text: string;
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: string[];
}

/**
 * The lines as a unified diff of two names, in linear time, as what differs is known; empty when
 * nothing does.
 */
export function unifiedDiff(
  beforeName: string,
  afterName: string,
  lines: Iterable<DiffLine>,
  contextLines = 3,
): string {
  const hunks = hunksOf(lines, contextLines);
  if (hunks.length === 0) return '';
  return `${[`--- ${beforeName}`, `+++ ${afterName}`, ...hunks.flatMap(hunkText)].join('\n')}\n`;
}

/**
 * A unified diff of a file now and as it would be, two lines of context; empty when they are equal,
 * undefined when more than `maxEdits` lines differ.
 */
export function textDiff(
  file: string,
  before: string,
  after: string,
  maxEdits: number,
): string | undefined {
  const lines = diffTexts(before, after, maxEdits)?.map(({ kind, text }): DiffLine => ({
    kind,
    text: text.endsWith('\n') ? text.slice(0, -1) : `${text}\n\\ No newline at end of file`,
  }));
  return lines === undefined
    ? undefined
    : unifiedDiff(`${file}\tnow`, `${file}\tplanned`, lines, 2);
}

/** A hunk's head and lines; where a side has none, the head names the line before. */
function hunkText({ oldStart, newStart, lines }: Hunk): readonly string[] {
  const range = (start: number, sign: string): string => {
    const count = lines.filter((line) => !line.startsWith(sign)).length;
    return `${count === 0 ? start - 1 : start},${count}`;
  };
  return [`@@ -${range(oldStart, signs.after)} +${range(newStart, signs.before)} @@`, ...lines];
}

/**
 * The hunks of the lines; lines that are in none of them are forgotten as soon as they are passed.
 */
function hunksOf(lines: Iterable<DiffLine>, contextLines: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [before, after] = [1, 1];
  let recent: string[] = [];
  let open: Hunk | undefined;
  let unchanged = 0;
  for (const { kind, text } of lines) {
    if (kind === 'both') {
      recent.push(signs.both + text);
      unchanged += 1;
      if (open === undefined) recent = recent.slice(-contextLines);
      else if (unchanged === 2 * contextLines) {
        open.lines.push(...recent.slice(0, contextLines));
        hunks.push(open);
        open = undefined;
        recent = recent.slice(-contextLines);
      }
    } else {
      open ??= {
        oldStart: before - recent.length,
        newStart: after - recent.length,
        lines: [],
      };
      for (const each of recent) open.lines.push(each);
      open.lines.push(signs[kind] + text);
      [recent, unchanged] = [[], 0];
    }
    if (kind !== 'after') before += 1;
    if (kind !== 'before') after += 1;
  }
  if (open !== undefined) {
    open.lines.push(...recent.slice(0, contextLines));
    hunks.push(open);
  }
  return hunks;
}

const signs = { both: ' ', before: '-', after: '+' } as const;
