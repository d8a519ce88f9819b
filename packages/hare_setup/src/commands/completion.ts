import { write } from '@hare/cli/streams';
import { optionTable, type StageDescription } from '@hare/stage';
import { defineCommand } from '../command.js';
import { completionScript, type CompletionNode, type Shell } from '../completion-script.js';
import { commands } from '../commands.js';
import { stages } from '../stages.js';

/** `hare_setup completion SHELL`: the script on stdout. */
export const completion = defineCommand({
  name: 'completion',
  summary: 'Print a completion script for bash, zsh or fish',
  description:
    'Prints a script that completes stages, commands and options. It is made from tables: nothing of hare_setup runs when Tab is pressed.',
  options: {},
  commonOptions: ['version', 'help'],
  operand: { name: 'shell', choices: ['bash', 'zsh', 'fish'] },
  examples: [
    { args: ['bash'], does: 'for bash: > /etc/bash_completion.d/hare_setup' },
    { args: ['zsh'], does: 'for zsh: source <(hare_setup completion zsh)' },
    { args: ['fish'], does: 'for fish: > ~/.config/fish/completions/hare_setup.fish' },
  ],
  run: async ({ operand }) => {
    const nodes = await Promise.all(
      [...stages, ...commands].map(async (entry) => nodeOf(await entry.load())),
    );
    write(process.stdout, completionScript(operand as Shell, 'hare_setup', nodes));
    return 0;
  },
});

function nodeOf(described: StageDescription): CompletionNode {
  const operands = described.operand?.choices ?? described.operand?.suggestions;
  return {
    name: described.name,
    summary: described.summary,
    ...(operands === undefined ? {} : { operands }),
    options: optionTable(described).map(({ spec }) => ({
      flags: [spec.flag, ...(spec.aliases ?? [])],
      summary: spec.description,
      ...(spec.choices === undefined ? {} : { choices: spec.choices }),
      takesValue: spec.value !== undefined && spec.optionalValue !== true,
    })),
  };
}
