import { colorWish } from '@hare/cli';
import { processIo } from '@hare/cli/output';
import { escapeText } from '@hare/base';
import { defineCommand } from '../command.js';
import { settingNames } from '../explain/explain-setting.js';
import { commands } from '../commands.js';
import { glossary } from '../explain/glossary.js';
import { stages } from '../stages.js';

/** `hare_setup explain [WHAT]`: 0, or 1 when nothing is known under that name. */
export const explain = defineCommand({
  name: 'explain',
  summary: 'Explain a stage, command, word, error code, setting, CDF field or ConfStore key',
  description:
    'Explains a name: the steps, options and changes of a stage; a command; a word of Hare and ' +
    'Motr; the meaning and remedy of ' +
    'an error code; the default and variable of a setting; the meaning, use and checks of a ' +
    'CDF field or ConfStore key. Without a name, it lists all names.',
  options: {},
  commonOptions: ['json', 'color', 'noColor', 'version', 'help'],
  operands: [
    {
      name: 'WHAT',
      optional: true,
      suggestions: [
        ...stages.map(({ name }) => name),
        ...commands.map(({ name }) => name),
        ...Object.keys(glossary).filter((word) => !word.includes(' ')),
        ...settingNames,
      ],
      completes: 'codes',
    },
  ],
  examples: [
    { args: [], does: 'list all names' },
    { args: ['init'], does: 'explain a stage' },
    { args: ['CVG'], does: 'explain a word' },
    { args: ['HCTL_NOT_FOUND'], does: 'explain an error code from a message' },
    { args: ['cluster>srvnode-1>s3_instances'], does: 'explain a ConfStore key' },
    { args: ['spare_units'], does: 'explain a CDF field' },
    { args: ['timeouts.bootstrap', '--json'], does: 'explain a setting, for programs' },
  ],
  run: async ({ operand, common, json }) => {
    const [{ explainTopic, listTopics }, { explainText }, { createColors, fitted }] =
      await Promise.all([
        import('../explain/explain-topic.js'),
        import('../explain/explain-text.js'),
        import('@hare/cli/output'),
      ]);
    const io = processIo();
    io.dispose();
    const write = (text: string): void => void io.stdout.write(text);
    if (operand !== undefined) {
      const found = await explainTopic(operand);
      write(
        json
          ? `${escapeText(JSON.stringify({ schema: 'hare.explain/1', explanations: found }, undefined, 2))}\n`
          : fitted(
              explainText(found, createColors(io.stdout, io.env, colorWish(common))),
              io.stdout,
            ),
      );
      return 0;
    }
    const topics = { ...(await listTopics()), fields: (await import('@hare/cdf')).explainable() };
    if (json)
      write(`${JSON.stringify({ schema: 'hare.explain-topics/1', ...topics }, undefined, 2)}\n`);
    else write(fitted(topicsText(topics), io.stdout));
    return 0;
  },
});

interface Topics {
  readonly words: readonly string[];
  readonly codes: readonly string[];
  readonly settings: readonly string[];
  readonly fields: readonly string[];
}

function topicsText({ codes, settings, fields, words }: Topics): string {
  const isKey = (name: string): boolean => name.includes('>');
  const list = (title: string, names: readonly string[]): string =>
    `${title}:\n${names.map((name) => `  ${name}\n`).join('')}`;
  return [
    `Stages:\n${stages.map(({ name, summary }) => `  ${name}: ${summary}\n`).join('')}`,
    `Commands:\n${commands.map(({ name, summary }) => `  ${name}: ${summary}\n`).join('')}`,
    list('Words', words),
    list('Settings', settings),
    list(
      'CDF fields (the end of a name is enough: spare_units)',
      fields.filter((name) => !isKey(name)),
    ),
    list('ConfStore keys (replace braces with the names of your cluster)', fields.filter(isKey)),
    list('Error codes', codes),
  ].join('\n');
}
