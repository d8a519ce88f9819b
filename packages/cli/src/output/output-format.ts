import type { ParsedOptions } from '../parse-command.js';
import { usageError } from '../usage-error.js';

/**
 * What stdout gets: text for people, one object at the end, or one object a line as things happen.
 */
export type OutputFormat = 'text' | 'json' | 'jsonl';

/** `--json` is `--format json`. @throws HareError `USAGE` when both are given */
export function outputFormat({ json, format }: ParsedOptions): OutputFormat {
  if (json === true && format !== undefined)
    throw usageError(
      '--json and --format cannot be combined',
      'use one of them; --json is the same as --format json',
    );
  return json === true ? 'json' : ((format as OutputFormat | undefined) ?? 'text');
}

/**
 * The format that an invalid command line asked for: a reader of JSON gets JSON even then.
 */
export function requestedFormat(argv: readonly string[]): OutputFormat {
  const given = argv.flatMap((word, at) =>
    word === '--format'
      ? [argv[at + 1]]
      : word.startsWith('--format=')
        ? [word.slice('--format='.length)]
        : [],
  );
  if (given.includes('jsonl')) return 'jsonl';
  return given.includes('json') || argv.includes('--json') ? 'json' : 'text';
}
