import { shellWord } from './command-text.js';
import type { OptionSpec, OptionSpecs } from './option-spec.js';

/**
 * A command as data: the one table behind parsing, help, completion, manual pages and docs. A
 * program with commands of its own is one too.
 */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** Paragraphs. */
  readonly description: string;
  /** How it is called, where that is more than its name and operands. */
  readonly usage?: readonly string[];
  /** What else must be known: `URL: json:///FILE, …`. */
  readonly notes?: readonly string[];
  /** Words that are not options, in their order. */
  readonly operands?: readonly Operand[];
  readonly options: OptionSpecs;
  /** Options shared with other commands; help lists them separately. */
  readonly common?: { readonly title: string; readonly options: OptionSpecs };
  /** An option that is given again replaces what it was; absent: two values are refused. */
  readonly repeats?: 'last';
  readonly commands?: readonly CommandGroup[];
  readonly examples: readonly (Example | CommandLine)[];
  readonly exitCodes: string;
}

export interface Operand {
  /** As help names it: `FILE`. */
  readonly name: string;
  readonly description?: string;
  readonly optional?: true;
  /** It takes all words that are left. */
  readonly many?: true;
  /** What it may be. */
  readonly choices?: readonly string[];
  /** What completion offers, others than these are taken too. */
  readonly suggestions?: readonly string[];
  /** What completion asks for: `keys`. */
  readonly completes?: string;
}

export interface CommandGroup<C extends CommandSpec = CommandSpec> {
  readonly title: string;
  readonly entries: readonly CommandEntry<C>[];
}

/** A command as its program knows it before any of its code is loaded. */
export interface CommandEntry<C extends CommandSpec = CommandSpec> {
  readonly name: string;
  /** How its operands look in the list of commands. */
  readonly usage?: string;
  readonly summary: string;
  load(): Promise<C>;
}

export interface Example {
  /** Arguments after the command's name. */
  readonly args: readonly string[];
  /** What it does, one line. */
  readonly does: string;
}

/** An example that is more than a call of the command: a pipe, say. */
export interface CommandLine {
  readonly line: string;
  readonly does?: string;
}

/** What a person types; `program` is the part before the arguments. */
export function exampleLine(example: Example | CommandLine, program: string): string {
  return 'line' in example ? example.line : [program, ...example.args.map(shellWord)].join(' ');
}

/** How a command is called, a line each: `hare-cdf diff A B [options]`. */
export function usageLines(spec: CommandSpec, program: string): readonly string[] {
  return (
    spec.usage ?? [[program, ...(spec.operands ?? []).map(operandText), '[options]'].join(' ')]
  );
}

/** An operand as a usage line has it: `FILE`, `[bash|zsh]`, `[WORDS...]`. */
export function operandText({ name, choices, optional, many }: Operand): string {
  const text = `${choices?.join('|') ?? name}${many === true ? '...' : ''}`;
  return optional === true ? `[${text}]` : text;
}

/** An option with its name among the values, and whether it is shared with other commands. */
export interface OptionRow {
  readonly name: string;
  readonly group: 'own' | 'common';
  readonly spec: OptionSpec;
}

/** Every option of a command, its own first. */
export function optionRows({ options, common }: CommandSpec): readonly OptionRow[] {
  const rows = (specs: OptionSpecs, group: OptionRow['group']): readonly OptionRow[] =>
    Object.entries(specs).map(([name, spec]) => ({ name, group, spec }));
  return [...rows(options, 'own'), ...rows(common?.options ?? {}, 'common')];
}

/** All spellings of an option; `-` and `_` inside long flags mean the same. */
export function spellings({ flag, aliases = [] }: OptionSpec): readonly string[] {
  const all = [flag, ...aliases].flatMap((name) =>
    name.startsWith('--')
      ? [name, `--${name.slice(2).replaceAll('_', '-')}`, `--${name.slice(2).replaceAll('-', '_')}`]
      : [name],
  );
  return [...new Set(all)];
}
