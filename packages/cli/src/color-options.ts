import type { OptionSpec } from './option-spec.js';
import type { ParsedOptions } from './parse-command.js';

/** When colors are printed: `auto` asks the environment, then the terminal. */
const colorWishes = ['auto', 'always', 'never'] as const;
export type ColorWish = (typeof colorWishes)[number];

/** The options of a command that prints colors. */
export const colorOptions = {
  color: {
    flag: '--color',
    value: 'WHEN',
    choices: colorWishes,
    description: 'print colors; auto: by NO_COLOR, FORCE_COLOR, CLICOLOR and the terminal',
  },
  noColor: { flag: '--no-color', description: 'same as --color never' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** What these options ask for; `--no-color` wins. */
export function colorWish({ color, noColor }: ParsedOptions): ColorWish {
  if (noColor === true) return 'never';
  return colorWishes.find((wish) => wish === color) ?? 'auto';
}
