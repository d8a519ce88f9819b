import { completionScript, type Shell, shells } from '@hare/cli';
import { write } from '@hare/cli/streams';
import { stageCommand } from '@hare/stage';
import { defineCommand } from '../command.js';
import { commands } from '../commands.js';
import { listTopics } from '../explain/explain-topic.js';
import { stages } from '../stages.js';

/** `hare_setup completion SHELL`: the script on stdout. */
export const completion = defineCommand({
  name: 'completion',
  summary: 'Print a completion script for bash, zsh or fish',
  description:
    'Prints a script that completes stages, commands, options and their values. The script is ' +
    'self-contained: pressing Tab does not run hare_setup.',
  options: {},
  commonOptions: ['version', 'help'],
  operands: [{ name: 'SHELL', choices: shells }],
  examples: [
    { args: ['bash'], does: 'for bash: > /etc/bash_completion.d/hare_setup' },
    { args: ['zsh'], does: 'for zsh: source <(hare_setup completion zsh)' },
    { args: ['fish'], does: 'for fish: > ~/.config/fish/completions/hare_setup.fish' },
  ],
  run: async ({ operand }) => {
    const described = [
      ...(await Promise.all(stages.map(async (entry) => stageCommand(await entry.load())))),
      ...(await Promise.all(commands.map((entry) => entry.load()))),
    ];
    const { codes } = await listTopics();
    write(process.stdout, completionScript(operand as Shell, 'hare_setup', described, { codes }));
    return 0;
  },
});
