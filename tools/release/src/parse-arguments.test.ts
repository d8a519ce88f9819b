import { expect, test } from 'vitest';
import { parseArguments, UsageError } from './parse-arguments.js';

test.each([
  [[], { action: 'release', yes: false }],
  [['--yes'], { action: 'release', yes: true }],
  [
    ['--publish', '--registry', 'http://127.0.0.1/'],
    { action: 'publish', yes: false, registry: 'http://127.0.0.1/' },
  ],
  [
    ['--publish', '--registry=http://127.0.0.1/', '--yes', '--json'],
    { action: 'publish', yes: true, json: true },
  ],
  [['--restore-tags', '--json'], { action: 'restore-tags', yes: false, json: true }],
  [['--publish', '-h'], { action: 'help' }],
])('%j asks for %j', (argv, invocation) => {
  expect(parseArguments(argv)).toMatchObject(invocation);
});

test.each([
  [['--publish']],
  [['--registry', 'http://127.0.0.1/']],
  [['--publish', '--registry']],
  [['--force']],
  [['--restore-tags', '--yes']],
  [['minor']],
])('%j is wrong usage', (argv) => {
  expect(() => parseArguments(argv)).toThrow(UsageError);
});
