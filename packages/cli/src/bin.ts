import type { CommandSpec } from './command-spec.js';
import { helpColumns, helpText } from './help-text.js';
import { keepThreadsAwake } from './keep-threads-awake.js';
import { keepStreams, printAnswer } from './streams.js';

/** A bin: what its help is made from, and what it does. Both are loaded when they are needed. */
export interface Bin {
  readonly name: string;
  readonly table: () => Promise<CommandSpec>;
  /** How its help calls it; default: its name. */
  readonly program?: (spec: CommandSpec) => string;
  /** Returns the exit code. */
  readonly run: (argv: readonly string[]) => Promise<number>;
}

/**
 * The file of a command, built as one file without the program: its help is made from its table at
 * once, everything else is the whole program's. `program` is what a person types.
 */
export function startBin(program: string, spec: CommandSpec, whole: () => Promise<unknown>): void {
  if (asksForHelp(spec)) void printHelp(spec, program);
  else void whole();
}

/**
 * The body of a bin that prints: a success whose output is lost is none. Its help loads nothing but
 * its table.
 */
export async function runTool(bin: Bin): Promise<void> {
  keepStreams();
  if (await answersHelp(bin)) return;
  keepThreadsAwake();
  const { runCli } = await import('./run-cli.js');
  await runCli(bin.name, bin.run);
}

/**
 * The body of a bin that changes a machine: it runs to its end even if its output is lost, and
 * returns the exit code.
 */
export async function runBin(bin: Bin): Promise<void> {
  keepStreams();
  if (await answersHelp(bin)) return;
  keepThreadsAwake();
  const { runToEnd } = await import('./run-to-end.js');
  await runToEnd(bin.name, () => bin.run(process.argv.slice(2)));
}

async function answersHelp({ name, table, program }: Bin): Promise<boolean> {
  if (!helpWords.includes(process.argv[2] ?? '')) return false;
  const spec = await table();
  if (!asksForHelp(spec)) return false;
  await printHelp(spec, program?.(spec) ?? name);
  return true;
}

const helpWords = ['--help', '-h', 'help'];

/** `--help` alone, and `help` where there are commands. */
function asksForHelp({ commands }: CommandSpec): boolean {
  const [word = '', ...more] = process.argv.slice(2);
  const isAlone = more.length === 0 && helpWords.includes(word);
  return isAlone && (word !== 'help' || commands !== undefined);
}

function printHelp(spec: CommandSpec, program: string): Promise<void> {
  return printAnswer(program, helpText(spec, program, helpColumns(process.stdout)));
}
