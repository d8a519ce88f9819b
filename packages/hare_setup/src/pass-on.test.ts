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
