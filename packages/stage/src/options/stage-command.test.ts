import { expect, test } from 'vitest';
import { helpText, optionRows } from '@hare/cli';
import { stageCommand } from './stage-command.js';

const stage = {
  name: 'sample',
  summary: 'Does it',
  description:
    'Does what a sample does, and says so in a sentence that is long enough to be broken into two lines of text here.\n\nA second paragraph.',
  changes: true,
  options: {
    file: {
      flag: '--file',
      aliases: ['--filename'],
      value: 'CDF',
      default: '/var/lib/hare/cluster.yaml',
      description: 'the cluster description',
    },
    plan: {
      flag: '--plan',
      value: 'PLAN',
      choices: ['sanity', 'full'],
      description: 'what is done',
    },
    mkfs: { flag: '--mkfs', value: 'always', optionalValue: true, description: 'format again' },
    yes: { flag: '--yes', aliases: ['-y'], description: 'do not ask' },
  },
  examples: [{ args: ['--config', 'json:///a b.json'], does: 'the usual call' }],
} as const;

test('the help of a stage has its own options, then those of every stage', () => {
  expect(helpText(stageCommand(stage), 'hare_setup sample', 100)).toMatchInlineSnapshot(`
    "Usage: hare_setup sample [options]

    Does what a sample does, and says so in a sentence that is long enough to be broken into two lines
    of text here.

    A second paragraph.

    Options:
      --file, --filename CDF  the cluster description (default: /var/lib/hare/cluster.yaml)
      --plan PLAN             what is done (one of: sanity, full)
      --mkfs[=always]         format again
      -y, --yes               do not ask

    Options of every stage:
      -c, --config URL        the ConfStore: json:///FILE, yaml:///FILE, consul://HOST/PREFIX, …
                              (default: the one that config used)
      --kv URL                the KV: consul://HOST:PORT/PREFIX or json:///FILE
      --facts FILE            file with facts of the nodes, used instead of this machine
      --node NAME             name of this node in the ConfStore (default: by machine-id, then host
                              name)
      -s, --services NAME     skip the stage unless this list contains hare, hax or all
      --dry-run               show what would change, and change nothing
      --json                  print one report object on stdout, everything else on stderr
      --format FORMAT         text; json (same as --json); jsonl: one event per line on stdout as it
                              happens (one of: text, json, jsonl)
      -v, --verbose           also print what is logged, and all steps
      -q, --quiet             print only failures and warnings
      --settings FILE         settings file (default: PREFIX/conf/hare_setup.*, else
                              /etc/hare/hare_setup.*)
      --root DIR              prefix for every default system path
      --timeout TIME          time limit instead of the stage's own: 90, 90s, 5m
      --wait TIME             wait this long for another running stage
      --color WHEN            print colors; auto: by NO_COLOR, FORCE_COLOR, CLICOLOR and the terminal
                              (one of: auto, always, never)
      --no-color              same as --color never
      --version               print the version
      -h, --help              print this help

    Examples:
      # the usual call
      hare_setup sample --config 'json:///a b.json'

    Exit codes: 0 success, 1 the stage found a problem, 2 wrong usage, 129/130/143 interrupted.
    "
  `);
});

test('a stage that has a common flag of its own replaces the common one', () => {
  const own = stageCommand({
    ...stage,
    options: { wait: { flag: '--wait', description: 'mine' } },
  });
  expect(optionRows(own).filter(({ spec }) => spec.flag === '--wait')).toMatchObject([
    { group: 'own' },
  ]);
});

test('options that may also be written without their flag are its operands', () => {
  const { operands } = stageCommand({ ...stage, operands: ['file'] });
  expect(operands).toEqual([{ name: 'CDF', optional: true }]);
});
