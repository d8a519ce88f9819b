import pc from 'picocolors';
import type { ColorWish } from '../color-options.js';

export type Colors = ReturnType<typeof pc.createColors>;

/**
 * Colors for one output: the option decides, else `NO_COLOR`, else `FORCE_COLOR` and
 * `CLICOLOR_FORCE`, else `CLICOLOR`, else whether it is a terminal that knows colors. A variable
 * that is empty says nothing.
 */
export function createColors(
  output: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  wish: ColorWish = 'auto',
): Colors {
  if (wish !== 'auto') return pc.createColors(wish === 'always');
  return pc.createColors(environmentWish(env) ?? (output.isTTY === true && env['TERM'] !== 'dumb'));
}

/** What the environment says about colors, whatever the output is; undefined: nothing. */
function environmentWish(env: Readonly<Record<string, string | undefined>>): boolean | undefined {
  const given = (name: string): string | undefined => env[name] || undefined;
  const isOff = (value: string | undefined): boolean => value === '0' || value === 'false';
  if (given('NO_COLOR') !== undefined) return false;
  const forced = given('FORCE_COLOR');
  if (forced !== undefined) return !isOff(forced);
  const cliForced = given('CLICOLOR_FORCE');
  if (cliForced !== undefined && !isOff(cliForced)) return true;
  return isOff(given('CLICOLOR')) ? false : undefined;
}

/** A line of a diff, painted by its sign. */
export function paintDiffLine(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}

/**
 * At most this many lines: the beginning and the end, and in between the number of lines left out.
 */
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
