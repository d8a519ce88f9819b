import { describe, expect, test } from 'vitest';
import { parseInvocation } from './parse-invocation.js';

const stages = ['post_install', 'config', 'init', 'test', 'support_bundle'];
const parse = (...argv: readonly string[]): ReturnType<typeof parseInvocation> =>
  parseInvocation(argv, stages, ['setup-yaml']);

describe('a stage is named by', () => {
  test.each([
    [['--init'], 'init', []],
    [['--post_install'], 'post_install', []],
    [['--post-install'], 'post_install', []],
    [['--dry-run', '--init'], 'init', ['--dry-run']],
    [
      ['--config', 'json:///a.json', '--filename', '/cdf'],
      'config',
      ['--config', 'json:///a.json', '--filename', '/cdf'],
    ],
    [['--config=json:///a.json'], 'config', ['--config=json:///a.json']],
    [['--init', '--config', 'json:///a.json'], 'init', ['--config', 'json:///a.json']],
    [['--config', 'json:///a.json', '--test'], 'test', ['--config', 'json:///a.json']],
    [['--init', '--init'], 'init', []],
    [['--init', '--help'], 'init', ['--help']],
    [['init'], 'init', []],
    [['support-bundle', '-b', 'x'], 'support_bundle', ['-b', 'x']],
    [['support_bundle', '-b', 'x'], 'support_bundle', ['-b', 'x']],
    [['config', '--config', 'u', '--file', 'f'], 'config', ['--config', 'u', '--file', 'f']],
    [['init', '--', '--test'], 'init', ['--', '--test']],
  ])('%j', (argv, stage, rest) => {
    expect(parse(...argv)).toEqual({ kind: 'stage', stage, argv: rest });
  });
});

test('help and version are answered when no stage is named', () => {
  expect(parse('--help')).toEqual({ kind: 'help' });
  expect(parse('-h')).toEqual({ kind: 'help' });
  expect(parse('help')).toEqual({ kind: 'help' });
  expect(parse('help', 'init')).toEqual({ kind: 'stage', stage: 'init', argv: ['--help'] });
  expect(parse('help', 'setup-yaml')).toMatchObject({ command: 'setup-yaml', argv: ['--help'] });
  expect(parse('--version')).toEqual({ kind: 'version' });
});

test('a command that is no stage keeps its arguments', () => {
  expect(parse('setup-yaml', '--component', 'x')).toEqual({
    kind: 'command',
    command: 'setup-yaml',
    argv: ['--component', 'x'],
  });
});

describe('wrong usage is exit 2 and says what to do:', () => {
  test.each([
    [[], 'missing stage', 'see hare_setup --help'],
    [
      ['--init', '--test'],
      'two stages in one call: --init and --test',
      'run hare_setup once for each stage',
    ],
    [['confg'], 'unknown stage or command "confg"', 'did you mean config?'],
    [
      ['frobnicate'],
      'unknown stage or command "frobnicate"',
      'known: post_install, config, init, test, support_bundle, setup-yaml',
    ],
    [['--ini'], 'unknown option --ini', 'did you mean --init?'],
    [
      ['--root', '/x', 'init'],
      'the stage must come first: init is after --root',
      'hare_setup init --root /x',
    ],
  ])('%j', (argv, what, hint) => {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({ code: 'USAGE', exitCode: 2, message: what, hint }) as Error,
    );
  });
});
