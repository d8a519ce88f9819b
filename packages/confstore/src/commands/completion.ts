import { readdir } from 'node:fs/promises';
import { defineCommand } from '../cli/command.js';
import { completeWords, type CompletionSources } from '../completion/complete-words.js';
import { escapeText } from '@hare/base';
import { askingScript, bashReply, parseBashLine, shells, usageError } from '@hare/cli';

export const completionCommand = defineCommand({
  name: 'completion',
  description:
    'Print a script for shell completion.\n\nThe script completes URLs, files, commands, ' +
    'options and the keys of the store. The options are for the script itself.',
  takesUrl: false,
  operands: [
    { name: 'SHELL', description: 'bash, zsh or fish', choices: shells },
    {
      name: 'WORDS',
      description: 'zsh, fish: the words before the cursor',
      optional: true,
      many: true,
    },
  ],
  options: {
    line: {
      flag: '--line',
      value: 'TEXT',
      verbatim: true,
      description: 'bash: the command line up to the cursor',
    },
    breaks: {
      flag: '--breaks',
      value: 'CHARACTERS',
      verbatim: true,
      description: 'bash: COMP_WORDBREAKS',
    },
    current: {
      flag: '--current',
      value: 'WORD',
      verbatim: true,
      description: 'zsh, fish: the word at the cursor',
    },
  },
  examples: [
    { line: 'confstore completion bash > /etc/bash_completion.d/confstore' },
    { line: 'source <(confstore completion bash)' },
    { line: 'confstore completion zsh > /usr/share/zsh/site-functions/_confstore' },
    { line: 'confstore completion fish > ~/.config/fish/completions/confstore.fish' },
  ],
  async run({ args: [name, ...words], options, open, print }) {
    const shell = shells.find((each) => each === name);
    if (shell === undefined)
      throw usageError(
        `no completion for ${name ?? 'this shell'}`,
        `confstore completion ${shells.join('|')}`,
      );
    const { line, breaks, current } = options;
    const sources: CompletionSources = {
      keys: async (url, delimiter) =>
        open({ delimiter }, url)
          .then((store) => store.keys())
          .catch(() => []),
      files: async (folder) =>
        readdir(folder, { withFileTypes: true })
          .then((found) =>
            found.map((each) => (each.isDirectory() ? `${each.name}/` : each.name)).sort(),
          )
          .catch(() => []),
    };
    if (typeof line === 'string') {
      const parsed = parseBashLine(line, typeof breaks === 'string' ? breaks : '');
      const candidates = (await completeWords(parsed.words, parsed.current, sources)).filter(
        canBeTyped,
      );
      print(candidates.map((candidate) => `${bashReply(candidate, parsed)}\n`).join(''));
    } else if (typeof current === 'string') {
      const candidates = (await completeWords(words, current, sources)).filter(canBeTyped);
      print(candidates.map(({ text, summary }) => `${text}\t${summary}\n`).join(''));
    } else print(askingScript(shell, 'confstore'));
    return 0;
  },
});

/** Nothing is offered to a shell that would act on its terminal. */
function canBeTyped({ text }: { readonly text: string }): boolean {
  return escapeText(text, 'line') === text;
}
