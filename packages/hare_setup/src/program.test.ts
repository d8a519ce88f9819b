import { helpText } from '@hare/cli';
import { expect, test } from 'vitest';
import { commands } from './commands.js';
import { program } from './program.js';
import { stages } from './stages.js';

test('help names every stage and command with its summary', () => {
  const help = helpText(program, 'hare_setup', 100);
  for (const { name, summary } of [...stages, ...commands])
    expect(help.replaceAll(/\n {10,}/g, ' ')).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
});

test.each([40, 80, 100])('only examples are wider than %i columns', (columns) => {
  const help = helpText(program, 'hare_setup', columns);
  const wide = help.split('\n').filter((line) => line.length > columns);
  expect(wide.filter((line) => !line.startsWith('  hare_setup '))).toEqual([]);
});

test.each(stages)('$name has the summary of its manifest', async ({ name, summary, load }) => {
  expect(await load()).toMatchObject({ name, summary });
});
