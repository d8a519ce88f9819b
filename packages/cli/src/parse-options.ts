import { nearestHint, nearestNames } from '@hare/base';
import type { OptionSpec } from './option-spec.js';
import { type OptionRow, spellings } from './option-row.js';
import { usageError } from './usage-error.js';

/** What was given, and defaults, by the options' names. */
export type ParsedOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface ParsedGroups {
  readonly stage: ParsedOptions;
  readonly common: ParsedOptions;
  /** Words that are no options, where such are allowed. */
  readonly operands: readonly string[];
}

export interface ParseRules {
  /** How many words that are no options may stand on the line; default: none. */
  readonly operands?: number;
}

/**
 * Reads `--flag value`, `--flag=value`, `-f value`, `-fvalue`, `-f=value` and joined switches
 * (`-vq`) by a table of options.
 * @throws HareError `USAGE` (exit 2): unknown flag, with the nearest one; missing, superfluous or
 *   wrong value; two different values
 */
export function parseOptions(
  rows: readonly OptionRow[],
  argv: readonly string[],
  rules: ParseRules = {},
): ParsedGroups {
  const byFlag = new Map(
    rows.flatMap((row) => spellings(row.spec).map((flag) => [flag, row] as const)),
  );
  const given = new Map<OptionRow, string | boolean>();
  const words = argv.flatMap((word) => splitJoined(word, byFlag));
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--' && at === words.length - 1) break;
    if (!word.startsWith('-') && operands.length < (rules.operands ?? 0)) {
      operands.push(word);
      continue;
    }
    if (!word.startsWith('-') || word === '-' || word === '--')
      throw usageError(
        `unexpected argument ${JSON.stringify(word === '--' ? (words[at + 1] ?? '') : word)}`,
        (rules.operands ?? 0) === 0 ? 'a stage takes options only; see --help' : 'see --help',
      );
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const flag = equals === -1 ? word : word.slice(0, equals);
    const row = byFlag.get(flag);
    if (row === undefined)
      throw usageError(`unknown option ${flag}`, nearestHint(flag, [...byFlag.keys()]));
    const inline = equals === -1 ? undefined : word.slice(equals + 1);
    const next = takesNext(row.spec, inline, words[at + 1]) ? words[++at] : undefined;
    const value = readValue(flag, row.spec, inline, next, byFlag);
    const earlier = given.get(row);
    if (earlier !== undefined && earlier !== value)
      throw usageError(
        `${flag} is given twice, with ${JSON.stringify(earlier)} and ${JSON.stringify(value)}`,
        'give it once',
      );
    given.set(row, value);
  }
  const group = (name: OptionRow['group']): ParsedOptions =>
    Object.fromEntries(
      rows
        .filter((row) => row.group === name)
        .map((row) => [
          row.name,
          given.get(row) ??
            row.spec.default ??
            (row.spec.value === undefined || row.spec.optionalValue === true ? false : undefined),
        ]),
    );
  return { stage: group('stage'), common: group('common'), operands };
}

function takesNext(
  spec: OptionSpec,
  inline: string | undefined,
  next: string | undefined,
): boolean {
  if (spec.yesOrNo === true)
    return (
      inline === undefined &&
      next !== undefined &&
      (readYesOrNo(next) !== undefined || isMisspelt(next))
    );
  return spec.value !== undefined && spec.optionalValue !== true && inline === undefined;
}

function readValue(
  flag: string,
  spec: OptionSpec,
  inline: string | undefined,
  next: string | undefined,
  known: ReadonlyMap<string, unknown>,
): string | boolean {
  const { value: placeholder, optionalValue = false, choices } = spec;
  if (spec.yesOrNo === true) {
    const word = inline ?? next;
    const answer = word === undefined ? true : readYesOrNo(word);
    if (answer === undefined)
      throw usageError(
        `${flag} cannot be ${JSON.stringify(word)}`,
        `write ${flag} alone, ${flag} true or ${flag} false`,
      );
    return answer;
  }
  if (placeholder === undefined && !optionalValue) {
    if (inline !== undefined)
      throw usageError(
        `${flag} takes no value, ${JSON.stringify(inline)} was given`,
        `write ${flag}`,
      );
    return true;
  }
  if (optionalValue && inline === undefined) return true;
  const value = inline ?? next;
  const wanted = choices === undefined ? (placeholder ?? 'a value') : choices.join(', ');
  if (
    value === undefined ||
    value === '' ||
    (inline === undefined && known.has(value.split('=')[0] ?? ''))
  )
    throw usageError(
      `${flag} needs a value: ${wanted}`,
      `write ${flag}${optionalValue ? '=' : ' '}${choices?.[0] ?? placeholder ?? 'VALUE'}`,
    );
  if (choices !== undefined && !choices.includes(value))
    throw usageError(`${flag} cannot be ${JSON.stringify(value)}`, nearestHint(value, choices));
  return value;
}

const yesWords = ['true', 't', 'yes', 'y', '1', 'on'];
const noWords = ['false', 'f', 'no', 'n', '0', 'off'];

/** A word that says yes or no, in any case. */
function readYesOrNo(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  return yesWords.includes(lower) ? true : noWords.includes(lower) ? false : undefined;
}

/** `Flase` is not the name of a bundle. */
function isMisspelt(word: string): boolean {
  return (
    !word.startsWith('-') &&
    /^[a-z]{3,6}$/i.test(word) &&
    nearestNames(word.toLowerCase(), ['true', 'false', 'yes']).length > 0
  );
}

/** `-vq` → `-v -q`, `-bID` and `-b=ID` → `-b ID`. */
function splitJoined(word: string, known: ReadonlyMap<string, OptionRow>): readonly string[] {
  if (!/^-[A-Za-z]./.test(word)) return [word];
  const first = word.slice(0, 2);
  const row = known.get(first);
  if (row === undefined) return [word];
  if (row.spec.value !== undefined) return [first, word.slice(word[2] === '=' ? 3 : 2)];
  const letters = Array.from(word.slice(1), (letter) => `-${letter}`);
  return letters.every((letter) => known.get(letter)?.spec.value === undefined && known.has(letter))
    ? letters
    : [word];
}
