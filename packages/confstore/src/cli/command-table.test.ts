import { describe, expect, test } from 'vitest';
import { commandTable } from './command-table.js';
import { helpText } from './help-text.js';
import { makeProgram } from './make-program.js';

describe.each(commandTable)('$name', ({ name, summary, takesUrl, load }) => {
  test('is the command that the table promises', async () => {
    expect(await load()).toMatchObject({ name, summary, takesUrl });
  });

  test('has help with examples that call it, in at most 100 columns', async () => {
    const help = await load().then((definition) => {
      const program = makeProgram(definition);
      let text = '';
      program.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
      return text;
    });
    expect(help).toMatch(new RegExp(`^Usage: confstore (URL )?${name} `));
    const examples = help.slice(help.indexOf('\nExamples:\n')).trim().split('\n').slice(1);
    expect(examples.length).toBeGreaterThan(0);
    expect(
      examples.filter(
        (example) => !example.includes('confstore ') || !example.includes(` ${name}`),
      ),
    ).toEqual([]);
    expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

test('the overview names every command, in at most 100 columns', () => {
  const help = helpText();
  for (const { name, usage, summary } of commandTable)
    expect(help).toContain(`  ${`${name} ${usage}`.trim()}`.padEnd(29) + summary);
  expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
});
