import type { PrintingCommand, Program } from '@hare/cli';
import { helpOption, versionOption } from '@hare/cli/table';

const about =
  'Cluster description files of Hare: made from a ConfStore, validated, converted, compared, ' +
  'drawn.';

/** `hare-cdf` as a whole; a command is loaded only when it is called. */
export const program: Program<PrintingCommand> = {
  name: 'hare-cdf',
  summary: about,
  description: about,
  usage: ['hare-cdf COMMAND [ARGUMENTS] [OPTIONS]'],
  notes: [
    'A FILE may be a pipe, or - for standard input; CONFSTORE_MAX_SIZE and CONFSTORE_TIMEOUT ' +
      'limit it. Formats: 2021 (paths and client counts) and 2022 (facts, ports).',
  ],
  commands: [
    {
      title: 'Commands',
      entries: [
        {
          name: 'generate',
          usage: 'URL',
          summary: 'generate a CDF from a ConfStore of any generation',
          load: async () => (await import('../commands/generate.js')).generateCommand,
        },
        {
          name: 'validate',
          usage: 'FILE',
          summary: 'check a CDF: all problems with place and remedy',
          load: async () => (await import('../commands/validate.js')).validateCommand,
        },
        {
          name: 'convert',
          usage: 'FILE',
          summary: 'convert a CDF to the other format, with its comments',
          load: async () => (await import('../commands/convert.js')).convertCommand,
        },
        {
          name: 'diff',
          usage: 'A B',
          summary: 'compare two CDFs by meaning: nodes, disks, pools',
          load: async () => (await import('../commands/diff.js')).diffCommand,
        },
        {
          name: 'show',
          usage: 'FILE',
          summary: 'show nodes, disks, capacity and pools as tables',
          load: async () => (await import('../commands/show.js')).showCommand,
        },
        {
          name: 'graph',
          usage: 'FILE',
          summary: 'draw the cluster as SVG, PNG or Mermaid',
          load: async () => (await import('../commands/graph.js')).graphCommand,
        },
        {
          name: 'explain',
          usage: 'FIELD|KEY|CODE',
          summary: 'explain where a value comes from, what it means, what checks it',
          load: async () => (await import('../commands/explain.js')).explainCommand,
        },
        {
          name: 'schema',
          summary: 'print the JSON Schema of CDFs, or of a ConfStore dialect',
          load: async () => (await import('../commands/schema.js')).schemaCommand,
        },
      ],
    },
  ],
  options: {
    version: versionOption,
    help: {
      ...helpOption,
      description: 'print this help; for one command: hare-cdf COMMAND --help',
    },
  },
  examples: [
    { line: 'hare-cdf generate json:///tmp/exampleV2.json -o /var/lib/hare/cluster.yaml' },
    {
      line: 'hare-cdf generate yaml:///etc/cortx/cluster.conf --facts facts.json | hare-cdf show -',
    },
    { line: 'hare-cdf validate cluster.yaml' },
    { line: 'hare-cdf graph cluster.yaml -o cluster.svg' },
  ],
  exitCodes: '0 success, 1 a problem, 2 wrong usage; diff: 0 same, 1 different, 2 a problem.',
};
