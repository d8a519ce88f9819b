import { expect, test } from 'vitest';
import { helpText } from './help.js';
import { commands } from './commands.js';
import { stages } from './stages.js';

test('help names every stage and command with its summary, in at most 100 columns', () => {
  const help = helpText();
  for (const { name, summary } of [...stages, ...commands])
    expect(help).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
  expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
});
