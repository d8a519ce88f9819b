import { expect, test } from 'vitest';
import type { CommandSpec } from './command-spec.js';
import { helpColumns, helpText } from './help-text.js';
import { helpOption } from './option-spec.js';

const spec: CommandSpec = {
  name: 'sample',
  summary: 'Does it',
  description:
    'Does what a sample does, and says so in a sentence that is long enough to be broken into two lines of text here.\n\nA second paragraph.',
  notes: ['URL: json:///FILE yaml:///FILE toml:///FILE ini:///FILE consul://HOST:PORT/PREFIX'],
  operands: [
    { name: 'FILE', description: 'what it is done to' },
    { name: 'SHELL', choices: ['bash', 'zsh'], optional: true, description: 'for which' },
  ],
  commands: [
    {
      title: 'Commands',
      entries: [
        {
          name: 'again',
          usage: 'FILE',
          summary: 'do it once more, with everything that it needs',
          load: () => Promise.reject(new Error('help loads no command')),
        },
      ],
    },
  ],
  options: {
    output: {
      flag: '--output',
      aliases: ['-o', '--out'],
      value: 'FILE',
      default: 'out.yaml',
      description: 'where to write it',
    },
    plan: {
      flag: '--plan',
      value: 'PLAN',
      choices: ['sanity', 'full'],
      description: 'what is done, and how much of it',
    },
    mkfs: { flag: '--mkfs', value: 'always', optionalValue: true, description: 'format again' },
    logs: { flag: '--logs', yesOrNo: true, description: 'with logs' },
  },
  common: { title: 'Common options', options: { help: helpOption } },
  examples: [
    { args: ['json:///a b.json'], does: 'the usual call' },
    { line: 'cat a.yaml | hare sample - --output a-name-that-is-too-long-for-a-narrow-terminal' },
  ],
  exitCodes: '0 success, 1 a problem, 2 wrong usage.',
};

test('help at 40 columns', () => {
  expect(helpText(spec, 'hare sample', 40)).toMatchInlineSnapshot(`
    "Usage: hare sample FILE [bash|zsh]
             [options]

    Does what a sample does, and says so in
    a sentence that is long enough to be
    broken into two lines of text here.

    A second paragraph.

    URL: json:///FILE yaml:///FILE
        toml:///FILE ini:///FILE
        consul://HOST:PORT/PREFIX

    Arguments:
      FILE      what it is done to
      [bash|zsh]
                for which

    Commands:
      again FILE
                do it once more, with
                everything that it needs

    Options:
      -o, --output, --out FILE
                where to write it (default:
                out.yaml)
      --plan PLAN
                what is done, and how much
                of it (one of: sanity, full)
      --mkfs[=always]
                format again
      --logs [yes|no]
                with logs

    Common options:
      -h, --help
                print this help

    Examples:
      # the usual call
      hare sample 'json:///a b.json'
      cat a.yaml | hare sample - --output a-name-that-is-too-long-for-a-narrow-terminal

    Exit codes: 0 success, 1 a problem, 2
      wrong usage.
    "
  `);
});

test('help at 80 columns', () => {
  expect(helpText(spec, 'hare sample', 80)).toMatchInlineSnapshot(`
    "Usage: hare sample FILE [bash|zsh] [options]

    Does what a sample does, and says so in a sentence that is long enough to be
    broken into two lines of text here.

    A second paragraph.

    URL: json:///FILE yaml:///FILE toml:///FILE ini:///FILE
        consul://HOST:PORT/PREFIX

    Arguments:
      FILE                      what it is done to
      [bash|zsh]                for which

    Commands:
      again FILE                do it once more, with everything that it needs

    Options:
      -o, --output, --out FILE  where to write it (default: out.yaml)
      --plan PLAN               what is done, and how much of it (one of: sanity,
                                full)
      --mkfs[=always]           format again
      --logs [yes|no]           with logs

    Common options:
      -h, --help                print this help

    Examples:
      # the usual call
      hare sample 'json:///a b.json'
      cat a.yaml | hare sample - --output a-name-that-is-too-long-for-a-narrow-terminal

    Exit codes: 0 success, 1 a problem, 2 wrong usage.
    "
  `);
});

test('help at 120 columns', () => {
  expect(helpText(spec, 'hare sample', 120)).toMatchInlineSnapshot(`
    "Usage: hare sample FILE [bash|zsh] [options]

    Does what a sample does, and says so in a sentence that is long enough to be broken into two lines of text here.

    A second paragraph.

    URL: json:///FILE yaml:///FILE toml:///FILE ini:///FILE consul://HOST:PORT/PREFIX

    Arguments:
      FILE                      what it is done to
      [bash|zsh]                for which

    Commands:
      again FILE                do it once more, with everything that it needs

    Options:
      -o, --output, --out FILE  where to write it (default: out.yaml)
      --plan PLAN               what is done, and how much of it (one of: sanity, full)
      --mkfs[=always]           format again
      --logs [yes|no]           with logs

    Common options:
      -h, --help                print this help

    Examples:
      # the usual call
      hare sample 'json:///a b.json'
      cat a.yaml | hare sample - --output a-name-that-is-too-long-for-a-narrow-terminal

    Exit codes: 0 success, 1 a problem, 2 wrong usage.
    "
  `);
});

test.each([
  [{}, 100],
  [{ columns: 80 }, 100],
  [{ isTTY: true, columns: 80 }, 80],
  [{ isTTY: true, columns: 200 }, 100],
  [{ isTTY: true, columns: 20 }, 40],
  [{ isTTY: true, columns: 0 }, 100],
])('help for %j is %i columns wide', (stream, columns) => {
  expect(helpColumns(stream)).toBe(columns);
});
