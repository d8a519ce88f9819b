import { findCommand, parseCommand, type Program } from '@hare/cli';
import type { CommandSpec } from '@hare/cli/table';
import { program as hareCdf } from '@hare/cdf/commands';
import { program as hareCfgen } from '@hare/cfgen/commands';
import { program as confstore } from '@hare/confstore/commands';
import { program as hareSetup } from 'hare_setup';

type Call = readonly [spec: CommandSpec, argv: readonly string[]];

/** How each bin of ours finds the command that a call means. */
const programs: Readonly<Record<string, (words: readonly string[]) => Promise<Call>>> = {
  hare_setup: (words) => commandOf(hareSetup, words),
  'hare-cdf': (words) => commandOf(hareCdf, words),
  'hare-cfgen': (words) => commandOf(hareCfgen, words),
  // The URL comes before the command, and --delimiter may too.
  confstore: (words) => (words[0] === '--help' ? commandOf(confstore, words) : ofUrl(words)),
};

/** The words of a command line as a shell reads them, without what it expands. */
export function shellWords(command: string): readonly string[] {
  return [...command.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}

/** The program of a command and its arguments, without what comes before it: sudo, A=b. */
export function calledProgram(command: string): {
  readonly name: string;
  readonly args: readonly string[];
} {
  const words = shellWords(command.replace(/\s[|>].*$/, ''));
  const at = words.findIndex((word) => word !== 'sudo' && !/^[A-Z_]+=/.test(word));
  return { name: at === -1 ? '' : (words[at] ?? ''), args: at === -1 ? [] : words.slice(at + 1) };
}

/**
 * Whether the program is one of ours; then its own table reads the arguments.
 * @throws HareError `USAGE` when it refuses them
 */
export async function readByOwnTable(command: string): Promise<boolean> {
  const { name, args } = calledProgram(command);
  const find = programs[name];
  if (find === undefined) return false;
  const [spec, argv] = await find(args.map((word) => (word === 'STAGE' ? 'init' : word)));
  const asks = argv.some((word) => word === '--help' || word === '--version');
  if (!asks) parseCommand(spec, argv);
  return true;
}

async function commandOf(program: CommandSpec, words: readonly string[]): Promise<Call> {
  const found = await findCommand(program as Program<CommandSpec>, words);
  return [found.command ?? program, found.argv];
}

async function ofUrl([, ...words]: readonly string[]): Promise<Call> {
  const entries = (confstore.commands ?? []).flatMap((group) => group.entries);
  const at = words.findIndex((word) => entries.some(({ name }) => name === word));
  const spec = await entries.find(({ name }) => name === words[at])?.load();
  if (spec === undefined) throw new Error(`no command of confstore in ${words.join(' ')}`);
  return [spec, words.filter((_word, index) => index !== at)];
}
