/** What is said about `hare-cdf` as a whole: for its help and its manual page. */
export const overview = {
  usage: 'hare-cdf COMMAND [ARGUMENTS] [OPTIONS]',
  summary:
    'Cluster description files of Hare: made from a ConfStore, validated, converted, compared, drawn.',
  options: [
    { flags: '--version', summary: 'print the version' },
    { flags: '-h, --help', summary: 'print this help; hare-cdf COMMAND --help explains a command' },
  ],
  notes: [
    'A FILE may be a pipe, or - for standard input; CONFSTORE_MAX_SIZE and CONFSTORE_TIMEOUT limit it. Formats: 2021 (paths and client counts) and 2022 (facts, ports).',
  ],
  examples: [
    'hare-cdf generate json:///tmp/exampleV2.json -o /var/lib/hare/cluster.yaml',
    'hare-cdf generate yaml:///etc/cortx/cluster.conf --facts facts.json | hare-cdf show -',
    'hare-cdf validate cluster.yaml',
    'hare-cdf graph cluster.yaml -o cluster.svg',
  ],
  exitCodes: '0 success, 1 problem, 2 wrong usage; diff: 0 same, 1 different, 2 problem.',
} as const;
