import { optionLabel, type OptionSpec } from '@hare/cli/table';
import { commands } from '../commands.js';
import type { CommandExplanation, WordExplanation } from './explanation.js';
import { glossary } from './glossary.js';

const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_]/g, ' ');

/** A word of the glossary, in any case, also as a plural. */
export function explainWord(topic: string): readonly WordExplanation[] {
  const wanted = plain(topic);
  return Object.entries(glossary)
    .filter(([word]) => [plain(word), `${plain(word)}s`].includes(wanted))
    .map(([word, about]) => ({ kind: 'word', topic: word, about }));
}

/** A command that is not a stage: what it does, its options and examples. */
export async function explainCommand(topic: string): Promise<readonly CommandExplanation[]> {
  const entry = commands.find(({ name }) => name === topic.replaceAll('_', '-'));
  if (entry === undefined) return [];
  const { name, description, options, examples } = await entry.load();
  return [
    {
      kind: 'command',
      topic: name,
      about: description,
      options: Object.values(options).map((spec: OptionSpec) => ({
        flags: [optionLabel(spec)],
        about: spec.description,
      })),
      examples: examples.flatMap((example) =>
        'args' in example
          ? [{ command: ['hare_setup', name, ...example.args].join(' '), does: example.does }]
          : [],
      ),
    },
  ];
}
