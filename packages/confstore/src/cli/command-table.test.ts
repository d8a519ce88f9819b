import { describe, expect, test } from 'vitest';
import { commandTable } from './command-table.js';
import { helpText } from '@hare/cli';
import { program } from './program.js';

describe.each(commandTable)('$name', ({ name, summary, takesUrl, load }) => {
  test('is the command that the table promises', async () => {
    expect(await load()).toMatchObject({ name, summary, takesUrl });
  });

  test('has help with examples that call it, in at most 100 columns', async () => {
    const help = helpText(await load(), 'confstore', 100);
    expect(help).toMatch(new RegExp(`^Usage: confstore (URL )?${name} `));
    const { examples } = await load();
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples)
      expect('line' in example ? example.line : '').toMatch(new RegExp(`confstore .*${name}`));
    expect(
      help.split('\n').filter((line) => line.length > 100 && !line.startsWith('  confstore ')),
    ).toEqual([]);
  });
});

test('the overview names every command, in at most 100 columns', () => {
  const help = helpText(program, 'confstore', 100);
  const lines = help.split('\n').map((line) => line.trim().replace(/ {2,}/, '  '));
  for (const { name, usage, summary } of commandTable)
    expect(lines).toContain(`${`${name} ${usage}`.trim()}  ${summary}`);
  expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
});
