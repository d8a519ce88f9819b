import { expect, test } from 'vitest';
import { defineCommand } from './command.js';
import { passOn } from './pass-on.js';

const command = defineCommand({
  name: 'run',
  summary: '',
  description: '',
  examples: [],
  options: { from: { flag: '--from', value: 'STAGE', description: '' } },
  run: () => Promise.resolve(0),
});

test("a command's own options stay behind, all others go to every stage", () => {
  expect(
    passOn(command, ['--config', 'json:///a', '--from', 'init', '--from=test', '--dry-run']),
  ).toEqual(['--config', 'json:///a', '--dry-run']);
});

test('an own option without a value takes nothing with it, one with aliases goes in every form', () => {
  const report = defineCommand({
    ...command,
    options: {
      output: { flag: '--output', aliases: ['-o'], value: 'FILE', description: '' },
      open: { flag: '--open', description: '' },
    },
  });
  expect(
    passOn(report, ['-o', 'a', '--open', '--kv', 'b', '-oc', '--output=d', '--output', 'e', '-q']),
  ).toEqual(['--kv', 'b', '-q']);
});
