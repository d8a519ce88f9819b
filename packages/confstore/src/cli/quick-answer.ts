import { commandTable } from './command-table.js';
import { helpText } from './help-text.js';
import { parseInvocation } from './parse-invocation.js';

/** The answer to calls that need nothing loaded, `--help`; undefined for all others. */
export function quickAnswer(argv: readonly string[]): string | undefined {
  return argv.length > 0 && parseInvocation(argv, commandTable).kind === 'help'
    ? helpText()
    : undefined;
}
