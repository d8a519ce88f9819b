import { optionTable, type StageDescription } from '@hare/stage';
import { completionScript, type CompletionNode, type Shell } from '../completion-script.js';
import { commands } from '../commands.js';
import { stages } from '../stages.js';
import { usageError } from '../usage-error.js';

const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

const help = `Usage: hare_setup completion bash|zsh|fish

Print a script that completes stages, commands and options.

Options:
  -h, --help  print this help

Examples:
  hare_setup completion bash > /etc/bash_completion.d/hare_setup
  source <(hare_setup completion zsh)
  hare_setup completion fish > ~/.config/fish/completions/hare_setup.fish
`;

/** `hare_setup completion SHELL`: the script on stdout. */
export async function completionCommand(argv: readonly string[]): Promise<number> {
  if (argv.includes('-h') || argv.includes('--help')) {
    process.stdout.write(help);
    return 0;
  }
  const [word, ...rest] = argv;
  const shell = shells.find((name) => name === word);
  if (shell === undefined || rest.length > 0) throw usageError(word === undefined ? 'no shell is named' : `cannot complete for ${[word, ...rest].join(' ')}`, `hare_setup completion ${shells.join('|')}`);
  const nodes = [...(await Promise.all(stages.map(async (entry) => stageNode(await entry.load())))), ...commands.map(({ name, summary }) => ({ name, summary, options: [{ flags: ['--help'], summary: 'print the help' }] }))];
  process.stdout.write(completionScript(shell, 'hare_setup', nodes));
  return 0;
}

function stageNode(stage: StageDescription): CompletionNode {
  return {
    name: stage.name,
    summary: stage.summary,
    options: optionTable(stage).map(({ spec }) => ({
      flags: [spec.flag, ...(spec.aliases ?? [])],
      summary: spec.description,
      ...(spec.choices === undefined ? {} : { choices: spec.choices }),
      takesValue: spec.value !== undefined && spec.optionalValue !== true,
    })),
  };
}
