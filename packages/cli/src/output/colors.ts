import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours on a terminal only, never with `NO_COLOR` (any value but empty) or `--no-color`. */
export function createColors(
  output: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  noColor: boolean,
): Colors {
  const wanted =
    output.isTTY === true && !noColor && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return pc.createColors(wanted);
}

/** A line of a diff, painted by its sign. */
export function paintDiffLine(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}

/** At most so many lines, beginning and end, and in between how many are left out. */
export function shortened(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const head = Math.ceil((most - 1) / 2);
  const tail = most - 1 - head;
  return [
    ...lines.slice(0, head),
    `… ${lines.length - head - tail} more lines (all with -v and in the log)`,
    ...lines.slice(lines.length - tail),
  ];
}
