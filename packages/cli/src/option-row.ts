import type { OptionSpec } from './option-spec.js';

export interface OptionRow {
  /** The name in `context.options` or among the common options. */
  readonly name: string;
  readonly group: 'stage' | 'common';
  readonly spec: OptionSpec;
}

/** All spellings of an option; `-` and `_` inside long flags mean the same. */
export function spellings(spec: OptionSpec): readonly string[] {
  const written = [spec.flag, ...(spec.aliases ?? [])];
  return [
    ...new Set(
      written.flatMap((flag) =>
        flag.startsWith('--')
          ? [
              flag,
              `--${flag.slice(2).replaceAll('_', '-')}`,
              `--${flag.slice(2).replaceAll('-', '_')}`,
            ]
          : [flag],
      ),
    ),
  ];
}
