import { commandTable } from './command-table.js';
import { overview } from './overview.js';

/** `hare-cdf --help`, made without loading a command. */
export function helpText(): string {
  const { usage, summary, options, notes, examples, exitCodes } = overview;
  return `Usage: ${usage}

${summary}

Commands:
${columns(commandTable.map((entry) => [`${entry.name} ${entry.usage}`.trim(), entry.summary]))}

Options:
${columns(options.map((option) => [option.flags, option.summary]))}

${notes.join('\n')}

Examples:
${examples.map((example) => `  ${example}`).join('\n')}

Exit codes: ${exitCodes}
`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n');
}
