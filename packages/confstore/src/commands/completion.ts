import { readdir } from 'node:fs/promises';
import type { CommandDefinition } from '../cli/command.js';
import { completeWords, type CompletionSources } from '../completion/complete-words.js';
import { completionScript, shells } from '../completion/completion-script.js';
import { bashReply, parseBashLine } from '../completion/parse-bash-line.js';
import { escapeText } from '@hare/base';
import { usageError } from '@hare/cli';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'print a script for shell completion',
  details: [
    'The script completes URLs, files, commands, options and the keys of the store. The options are for the script: they print what may stand at the cursor.',
  ],
  takesUrl: false,
  args: [
    { name: 'shell', summary: 'bash, zsh or fish', required: true, completes: shells },
    { name: 'words...', summary: 'zsh, fish: the words before the cursor', required: false },
  ],
  options: [
    { flags: '--line <text>', summary: 'bash: the command line up to the cursor' },
    { flags: '--breaks <characters>', summary: 'bash: COMP_WORDBREAKS' },
    { flags: '--current <word>', summary: 'zsh, fish: the word at the cursor' },
  ],
  examples: [
    'confstore completion bash > /etc/bash_completion.d/confstore',
    'source <(confstore completion bash)',
    'confstore completion zsh > /usr/share/zsh/site-functions/_confstore',
    'confstore completion fish > ~/.config/fish/completions/confstore.fish',
  ],
  async run({ args: [name], words, options, open, print }) {
    const shell = shells.find((each) => each === name);
    if (shell === undefined)
      throw usageError(
        `there is no completion for ${name ?? 'this shell'}`,
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
    } else print(completionScript(shell));
    return 0;
  },
};

/** Nothing is offered to a shell that would act on its terminal. */
function canBeTyped({ text }: { readonly text: string }): boolean {
  return escapeText(text, 'line') === text;
}
