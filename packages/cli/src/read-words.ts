import { type CommandSpec, optionRows, type OptionRow, spellings } from './command-spec.js';
import type { OptionSpec } from './option-spec.js';
import { isMisspeltYesOrNo, readYesOrNo } from './yes-or-no.js';

/** A word of a command line with what it is; `at` is its place in the arguments. */
export type Word =
  | { readonly kind: 'operand'; readonly at: number; readonly text: string }
  | {
      readonly kind: 'option';
      readonly at: number;
      /** As it was written. */
      readonly flag: string;
      /** Undefined: there is no such option. */
      readonly row: OptionRow | undefined;
      /** Behind its `=`. */
      readonly inline: string | undefined;
      /** The word behind it, when that is its value. */
      readonly next: string | undefined;
    };

/** The options of a command by each of their spellings. */
export function optionsByFlag(spec: CommandSpec): ReadonlyMap<string, OptionRow> {
  return new Map(
    optionRows(spec).flatMap((row) => spellings(row.spec).map((flag) => [flag, row] as const)),
  );
}

/**
 * Takes a command line apart: `--flag value`, `--flag=value`, `-f value`, `-fvalue`, `-f=value`,
 * joined switches (`-vq`), operands anywhere; behind `--` there are operands only. Judges nothing.
 */
export function readWords(spec: CommandSpec, argv: readonly string[]): readonly Word[] {
  const byFlag = optionsByFlag(spec);
  const takesOperands = (spec.operands ?? spec.commands ?? []).length > 0;
  const words: Word[] = [];
  for (let at = 0; at < argv.length; at++) {
    const text = argv[at] ?? '';
    if (text === '--') {
      words.push(...argv.slice(at + 1).map((each, index): Word => operand(each, at + 1 + index)));
      break;
    }
    if (isOperand(text, takesOperands, byFlag)) {
      words.push(operand(text, at));
      continue;
    }
    const begin = at;
    for (const { flag, inline } of flagsOf(text, byFlag)) {
      const row = byFlag.get(flag);
      const next =
        row !== undefined && inline === undefined && takesNext(row.spec, argv[at + 1], byFlag)
          ? argv[++at]
          : undefined;
      words.push({ kind: 'option', at: begin, flag, row, inline, next });
    }
  }
  return words;
}

function operand(text: string, at: number): Word {
  return { kind: 'operand', at, text };
}

/** `-` is standard input, and `-5` a number where words without a flag are taken. */
function isOperand(
  text: string,
  takesOperands: boolean,
  byFlag: ReadonlyMap<string, OptionRow>,
): boolean {
  if (!text.startsWith('-') || text === '-') return true;
  return (
    takesOperands && /^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/i.test(text) && !byFlag.has(text.slice(0, 2))
  );
}

interface Flag {
  readonly flag: string;
  readonly inline: string | undefined;
}

/** `--a=b` → --a with b; `-vq` → -v and -q; `-bID` and `-b=ID` → -b with ID. */
function flagsOf(text: string, byFlag: ReadonlyMap<string, OptionRow>): readonly Flag[] {
  const whole = { flag: text, inline: undefined };
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    return equals === -1
      ? [whole]
      : [{ flag: text.slice(0, equals), inline: text.slice(equals + 1) }];
  }
  if (!/^-[A-Za-z]./.test(text)) return [whole];
  const flags: Flag[] = [];
  for (let at = 1; at < text.length; at++) {
    const flag = `-${text[at] ?? ''}`;
    const spec = byFlag.get(flag)?.spec;
    if (spec === undefined) return [whole];
    const rest = text.slice(at + 1);
    if (spec.value !== undefined && rest !== '') {
      const isJoinedByEquals = rest.startsWith('=') && spec.verbatim !== true;
      return [...flags, { flag, inline: isJoinedByEquals ? rest.slice(1) : rest }];
    }
    flags.push({ flag, inline: undefined });
  }
  return flags;
}

function takesNext(
  spec: OptionSpec,
  next: string | undefined,
  byFlag: ReadonlyMap<string, OptionRow>,
): boolean {
  if (next === undefined) return false;
  if (spec.yesOrNo !== undefined)
    return (
      readYesOrNo(spec.yesOrNo, next) !== undefined ||
      (spec.yesOrNo === true && isMisspeltYesOrNo(next))
    );
  if (spec.optionalValue === 'word') return !next.startsWith('-');
  if (spec.value === undefined || spec.optionalValue === true) return false;
  return spec.verbatim === true || !byFlag.has(next.split('=')[0] ?? '');
}
