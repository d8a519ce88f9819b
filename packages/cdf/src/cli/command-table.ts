import type { CommandDefinition } from './command.js';

export interface CommandEntry {
  readonly name: string;
  /** How its arguments look in the overview. */
  readonly usage: string;
  readonly summary: string;
  /** Loads the command, which happens only when it is called. */
  load(): Promise<CommandDefinition>;
}

const entry = (
  name: string,
  usage: string,
  summary: string,
  load: () => Promise<CommandDefinition>,
): CommandEntry => ({ name, usage, summary, load });

/** The sub-commands, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [
  entry(
    'generate',
    'URL',
    'make a CDF from a ConfStore of any generation',
    async () => (await import('../commands/generate.js')).generateCommand,
  ),
  entry(
    'validate',
    'FILE',
    'check a CDF: every problem with its place and what to do',
    async () => (await import('../commands/validate.js')).validateCommand,
  ),
  entry(
    'convert',
    'FILE',
    'write a CDF in the other format, comments kept',
    async () => (await import('../commands/convert.js')).convertCommand,
  ),
  entry(
    'diff',
    'A B',
    'tell what differs in meaning: nodes, disks, pools',
    async () => (await import('../commands/diff.js')).diffCommand,
  ),
  entry(
    'show',
    'FILE',
    'show nodes, disks, capacity and pools as tables',
    async () => (await import('../commands/show.js')).showCommand,
  ),
  entry(
    'graph',
    'FILE',
    'draw the cluster as SVG or Mermaid',
    async () => (await import('../commands/graph.js')).graphCommand,
  ),
  entry(
    'explain',
    'FIELD|KEY|CODE',
    'say where a value comes from, what it means, what checks it',
    async () => (await import('../commands/explain.js')).explainCommand,
  ),
  entry(
    'schema',
    '',
    'print the JSON Schema of CDFs, or of a ConfStore dialect',
    async () => (await import('../commands/schema.js')).schemaCommand,
  ),
];
