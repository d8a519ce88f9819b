import type { CommandSpec } from './command-spec.js';
import { helpColumns, helpText } from './help-text.js';
import { keepStreams, printAnswer } from './streams.js';

/** A bin: what its help is made from, and what it does. Both are loaded when they are needed. */
export interface Bin {
  readonly name: string;
  readonly table: () => Promise<CommandSpec>;
  /** How its help calls it; default: its name. */
  readonly program?: (spec: CommandSpec) => string;
  /** Answers the exit code. */
  readonly run: (argv: readonly string[]) => Promise<number>;
}

/**
 * The body of a bin that prints: a success whose output is lost is none. Its help loads nothing but
 * its table.
 */
export async function runTool(bin: Bin): Promise<void> {
  keepStreams();
  if (await answersHelp(bin)) return;
  const { runCli } = await import('./run-cli.js');
  await runCli(bin.name, bin.run);
}

/**
 * The body of a bin that changes a machine: whatever becomes of its output, it goes on to its end,
 * and what it answers is the exit code.
 */
export async function runBin(bin: Bin): Promise<void> {
  keepStreams();
  if (await answersHelp(bin)) return;
  const { runToEnd } = await import('./run-to-end.js');
  await runToEnd(bin.name, () => bin.run(process.argv.slice(2)));
}

/** `--help` alone, and `help` where there are commands. */
async function answersHelp({ name, table, program }: Bin): Promise<boolean> {
  const [word = '', ...more] = process.argv.slice(2);
  if (more.length > 0 || !['--help', '-h', 'help'].includes(word)) return false;
  const spec = await table();
  if (word === 'help' && spec.commands === undefined) return false;
  const called = program?.(spec) ?? name;
  await printAnswer(called, helpText(spec, called, helpColumns(process.stdout)));
  return true;
}
