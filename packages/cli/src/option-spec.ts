/** An option of a command as data: parsing, help, completion and docs are made from it. */
export interface OptionSpec {
  /** Long flag, with `_` or `-` as Hare's setup.yaml writes it: `--size_limit`. */
  readonly flag: `-${string}`;
  /** Further spellings that mean the same: `['--filename']`. */
  readonly aliases?: readonly `-${string}`[];
  /** The placeholder of its value (`URL`); absent: a switch. */
  readonly value?: string;
  /**
   * A switch that may also carry one of these values: `--mkfs[=always]`; `word`: the next word
   * is its value too unless it begins with a dash, `--wait 90`.
   */
  readonly optionalValue?: boolean | 'word';
  /**
   * A switch that a word behind it may also turn off: `--binlogs`, `--binlogs False`,
   * `--binlogs=no`; `exact`: by the words true and false only.
   */
  readonly yesOrNo?: true | 'exact';
  /** It may be given several times; its values are then joined by commas. */
  readonly repeatable?: true;
  /** Its value may be anything, also empty or what looks like another flag. */
  readonly verbatim?: true;
  readonly choices?: readonly string[];
  /** What completion offers for its value; others are taken too. */
  readonly suggestions?: readonly string[];
  readonly default?: string;
  /** What completion asks for: `keys`; absent: what the placeholder says, files for FILE. */
  readonly completes?: string;
  readonly description: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/**
 * Switches are booleans; options with a value are text, or undefined when not given and without
 * default.
 */
export type OptionValues<T extends OptionSpecs> = {
  readonly [K in keyof T]: T[K] extends { readonly optionalValue: true | 'word' }
    ? string | boolean
    : T[K] extends { readonly value: string }
      ? T[K] extends { readonly default: string }
        ? string
        : string | undefined
      : boolean;
};

export const versionOption = {
  flag: '--version',
  description: 'print the version',
} as const satisfies OptionSpec;

export const helpOption = {
  flag: '--help',
  aliases: ['-h'],
  description: 'print this help',
} as const satisfies OptionSpec;

/** An option as help names it: `-o, --output FILE`, `--mkfs[=always]`. */
export function optionLabel({ flag, aliases = [], ...spec }: OptionSpec): string {
  const all = [flag, ...aliases];
  const isLong = (name: string): boolean => name.startsWith('--');
  const names = [...all.filter((name) => !isLong(name)), ...all.filter(isLong)].join(', ');
  if (spec.yesOrNo !== undefined)
    return `${names} ${spec.yesOrNo === 'exact' ? '[true|false]' : '[yes|no]'}`;
  if (spec.value === undefined) return names;
  if (spec.optionalValue === 'word') return `${names} [${spec.value}]`;
  return spec.optionalValue === true ? `${names}[=${spec.value}]` : `${names} ${spec.value}`;
}

/** What help says about an option, with its choices and its default. */
export function optionText({ description, value, choices, ...spec }: OptionSpec): string {
  // A default in words is part of the description already.
  const [, text = description, inWords] = /^(.*) \((default: [^()]*)\)$/.exec(description) ?? [];
  const facts = [
    ...(choices === undefined || choices.join('|') === value
      ? []
      : [`one of: ${choices.join(', ')}`]),
    ...(spec.default === undefined ? [] : [`default: ${spec.default}`]),
    ...(inWords === undefined ? [] : [inWords]),
  ];
  return facts.length === 0 ? text : `${text} (${facts.join('; ')})`;
}
