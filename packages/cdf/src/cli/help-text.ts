import { commandTable } from './command-table.js';

/** `hare-cdf --help`, made without loading a command. */
export function helpText(): string {
  const rows = commandTable.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return `Usage: hare-cdf COMMAND [ARGUMENTS] [OPTIONS]

Cluster description files of Hare: made from a ConfStore, validated, converted, compared, drawn.

Commands:
${rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')}

Options:
  --version   print the version
  -h, --help  print this help; hare-cdf COMMAND --help explains a command

A FILE may be - for standard input. Formats: 2021 (paths and client counts) and 2022 (facts, ports).

Examples:
  hare-cdf generate json:///tmp/exampleV2.json -o /var/lib/hare/cluster.yaml
  hare-cdf generate yaml:///etc/cortx/cluster.conf --facts facts.json | hare-cdf show -
  hare-cdf validate cluster.yaml
  hare-cdf graph cluster.yaml -o cluster.svg

Exit codes: 0 success, 1 problem, 2 wrong usage; diff: 0 same, 1 different, 2 problem.
`;
}
